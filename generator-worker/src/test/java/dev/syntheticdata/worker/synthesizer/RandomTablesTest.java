package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever table the reader accepts can be fitted, generated, written and read back with the same
 * columns: by every engine, on tables of random columns.
 */
class RandomTablesTest {

  private static final int TABLES = 40;

  @TempDir Path directory;

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  static Table random(long seed) {
    var random = new Random(seed);
    int rows = 2 + random.nextInt(400);
    var kinds = new ArrayList<IntFunction<String>>();
    int columns = 1 + random.nextInt(12);
    for (int j = 0; j < columns; j++) {
      int missing = random.nextInt(3) == 0 ? 1 + random.nextInt(99) : 0;
      var kind = kind(random, rows);
      kinds.add(row -> random.nextInt(100) < missing ? "" : kind.apply(row));
    }
    String header =
        IntStream.range(0, columns).mapToObj(j -> "c" + j).collect(Collectors.joining(","));
    return Rows.table(
        // The last column keeps a row of missing values from being an empty line.
        header + ",z",
        rows,
        row ->
            kinds.stream().map(kind -> kind.apply(row)).collect(Collectors.joining(","))
                + ","
                + row % 2);
  }

  private static IntFunction<String> kind(Random random, int rows) {
    int span = 1 + random.nextInt(3 * rows);
    int scale = random.nextInt(8);
    return switch (random.nextInt(12)) {
      case 0 -> row -> String.valueOf(random.nextInt(span) - span / 2);
      case 1 -> row -> ("%." + scale + "f").formatted(random.nextGaussian() * span);
      case 2 -> row -> "label " + random.nextInt(Math.min(span, 60));
      case 3 -> row -> random.nextInt(5) == 0 ? "true" : "false";
      case 4 -> row -> LocalDate.of(1970, 1, 1).plusDays(random.nextInt(20_000)).toString();
      case 5 ->
          row ->
              "%02d:%02d:%02d"
                  .formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
      case 6 ->
          row ->
              LocalDate.of(2000, 1, 1).plusDays(random.nextInt(span))
                  + "T%02d:00:00".formatted(random.nextInt(24));
      case 7 -> row -> "always";
      case 8 ->
          row ->
              LocalDate.of(2010, 1, 1)
                  .plusDays(random.nextInt(span))
                  .atTime(random.nextInt(24), 30)
                  .atZone(ZoneId.of("Europe/Berlin"))
                  .toOffsetDateTime()
                  .toString();
      case 9 ->
          row ->
              List.of("NA", "?", "null", String.valueOf(random.nextInt(span)))
                  .get(Math.min(3, random.nextInt(9)));
      case 10 ->
          row -> "%.3e".formatted(random.nextGaussian() * Math.pow(10, random.nextInt(120) - 60));
      // Identifiers, of whole numbers and of others.
      default -> row -> scale < 3 ? String.valueOf((row - 7L << 54) + row) : "K" + (row * 7 + 3);
    };
  }

  @ParameterizedTest
  @MethodSource("engines")
  void canBeFittedGeneratedAndReadBack(Synthesizer engine) throws IOException {
    for (long seed = 0; seed < TABLES; seed++) {
      Table source = random(seed);
      var model = engine.fit(source, Rows.options(engine, seed).withTargets(List.of("z")));
      Table drawn = model.generate(0, 150, seed);
      var description = "table %d of %d rows".formatted(seed, source.rows());
      assertThat(names(drawn)).as(description).isEqualTo(names(source));

      for (var format : FileFormat.values()) {
        Path file = directory.resolve(seed + engine.name() + "." + format.extension());
        try (var writer = TableWriter.open(file, format, model.schema())) {
          writer.write(drawn);
        }
        var hints =
            new SchemaHints(
                model.schema().columns().stream()
                    .collect(Collectors.toMap(ColumnSchema::name, ColumnSchema::type)));
        Table read = TableReader.read(file, hints);
        assertThat(read.rows()).as(description).isEqualTo(150);
        assertThat(types(read)).as(description).isEqualTo(types(drawn));
        Table again = TableReader.readAs(file, model.schema());
        assertThat(parquet(again)).as(description).isEqualTo(parquet(drawn));
      }
    }
  }

  private static List<String> names(Table table) {
    return table.schema().columns().stream().map(ColumnSchema::name).toList();
  }

  private static List<String> types(Table table) {
    return table.schema().columns().stream().map(c -> c.name() + " " + c.type()).toList();
  }

  /** Types in the file, of columns whose values have no usual one. */
  private static List<String> parquet(Table table) {
    return table.schema().columns().stream().map(c -> c.name() + " " + c.parquet()).toList();
  }
}
