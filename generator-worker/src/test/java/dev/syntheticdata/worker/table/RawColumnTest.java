package dev.syntheticdata.worker.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many distinct texts are kept in another way than few, and it must not show. */
class RawColumnTest {

  private static final int ROWS = 3_000;
  private static final int FEW = 100;

  static Stream<Arguments> columns() {
    return Stream.of(
        column("wholeNumbers", r -> Integer.toString(r.nextInt(100_000) - 500)),
        column("sequence_id", new Counter()),
        column("row", new Counter()),
        column("decimals", r -> format("%.2f", r.nextGaussian() * 100)),
        column("mixedDecimals", r -> format("%." + r.nextInt(9) + "f", r.nextDouble() * 10)),
        column("doubles", r -> format("%.17f", r.nextDouble())),
        column("exponents", r -> format("%.3e", r.nextGaussian())),
        column("someExponents", r -> Double.toString(r.nextDouble() / 100)),
        column("tiny", r -> Double.toString(r.nextDouble() * 1e-30)),
        column(
            "wholeWithExponents",
            r -> r.nextInt(9) == 0 ? (1 + r.nextInt(9)) + "e+05" : "" + r.nextInt(99_999)),
        column("great", r -> format("%.2e", r.nextDouble() * 1e30)),
        column("paddedCodes", r -> format("%08d", r.nextInt(100_000_000))),
        column("keys", r -> "K-" + r.nextInt(100_000)),
        column("words", r -> "some words " + r.nextInt(100_000)),
        column(
            "dateTimes",
            r ->
                format(
                    "2024-05-%02dT10:%02d:%02d", 1 + r.nextInt(28), r.nextInt(60), r.nextInt(60))),
        column("numbersThenText", new Counter(2_000, "unknown")),
        column("withMissing", r -> r.nextInt(10) == 0 ? null : Integer.toString(r.nextInt(9_999))));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static Arguments column(String name, Function<Random, String> next) {
    var random = new Random(5);
    return Arguments.of(
        name, IntStream.range(0, ROWS).mapToObj(row -> next.apply(random)).toList());
  }

  /** Numbers in sequence, and another text from some row on. */
  private static final class Counter implements Function<Random, String> {
    private final int last;
    private final String then;
    private int next = 17;

    Counter() {
      this(Integer.MAX_VALUE, null);
    }

    Counter(int last, String then) {
      this.last = last;
      this.then = then;
    }

    @Override
    public String apply(Random random) {
      return next < last ? Integer.toString(next++) : then;
    }
  }

  private static Table read(String name, List<String> texts, SchemaHints hints, int few) {
    var column = new RawColumn(name, RawColumn.Origin.UNTYPED, few);
    texts.forEach(column::add);
    column.done();
    var raw = new RawTable("test", List.of(column));
    var parsed =
        new ColumnParser("test", column, SchemaInference.infer(raw, hints).columns().get(0))
            .parse();
    return new Table(new TableSchema(List.of(parsed.schema())), List.of(parsed.column()));
  }

  private static List<String> printed(Table table) {
    var text = new ValueText(table.schema().columns().get(0));
    var texts = new ArrayList<String>();
    for (int row = 0; row < table.rows(); row++) {
      texts.add(text.print(table.columns().get(0), row));
    }
    return texts;
  }

  private static void assertSame(Table actual, Table expected) {
    assertThat(actual.schema()).isEqualTo(expected.schema());
    assertThat(printed(actual)).isEqualTo(printed(expected));
    assertThat(actual.columns().get(0).numbers()).isEqualTo(expected.columns().get(0).numbers());
    assertThat(actual.columns().get(0).codes()).isEqualTo(expected.columns().get(0).codes());
    assertThat(actual.columns().get(0).strings()).isEqualTo(expected.columns().get(0).strings());
    assertThat(new RowHasher(actual).hash(7)).isEqualTo(new RowHasher(expected).hash(7));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("columns")
  void manyDistinctTextsGiveTheSameTableAsFew(String name, List<String> texts) {
    var few = read(name, texts, SchemaHints.none(), Integer.MAX_VALUE);
    var many = read(name, texts, SchemaHints.none(), FEW);
    int[] rows = new Random(6).ints(500, 0, ROWS).toArray();

    assertSame(many, few);
    assertSame(many.select(rows), few.select(rows));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("columns")
  void declaredTypesGiveTheSameTableToo(String name, List<String> texts) {
    for (var type : List.of(ColumnType.CATEGORICAL, ColumnType.TEXT, ColumnType.IDENTIFIER)) {
      var hints = new SchemaHints(Map.of(name, type));

      assertSame(read(name, texts, hints, FEW), read(name, texts, hints, Integer.MAX_VALUE));
    }
  }
}
