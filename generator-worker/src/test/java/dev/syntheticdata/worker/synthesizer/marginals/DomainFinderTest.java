package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.PrivacyLoss;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values of columns, found with noise of about five rows. */
class DomainFinderTest {

  private static final int ROWS = 5_000;
  private static final double RHO = 0.02;

  private static DomainFinder.Found find(IntFunction<String> value) {
    Table table = Rows.table("x,z", ROWS, row -> value.apply(row) + "," + row);
    var mechanisms = new Mechanisms(ExactRandom.repeatable(5), new PrivacyLoss(1, 1e-6), 1);
    return new DomainFinder(mechanisms, ROWS, 5, RHO, 1e-8)
        .find(table.schema().columns().get(0), table.columns().get(0), null);
  }

  private static NumberDomain numbers(IntFunction<String> value) {
    return (NumberDomain) find(value).domain();
  }

  private static int[] encode(NumberDomain domain, double... values) {
    return IntStream.range(0, values.length).map(domain.cells(Column.ofNumbers(values))).toArray();
  }

  @Test
  void theEndsOfNumbersAreFoundButForFewRows() {
    var random = new Random(1);
    var domain = numbers(i -> String.valueOf(1_000 + random.nextInt(9_000)));

    assertThat(domain.low()[0]).isBetween(850.0, 1_150.0);
    assertThat(Arrays.stream(domain.high()).max().orElseThrow()).isBetween(9_500.0, 11_500.0);
  }

  @Test
  void aFewOutliersDoNotStretchThem() {
    var random = new Random(1);
    var domain = numbers(i -> i < 3 ? "1000000000" + i : String.valueOf(random.nextInt(500)));

    assertThat(Arrays.stream(domain.high()).max().orElseThrow()).isLessThan(1_000);
  }

  @Test
  void whereRowsAreCellsAreFine() {
    // Years: all of one order of magnitude.
    var domain = numbers(i -> String.valueOf(1980 + i % 40));

    long inRange =
        Arrays.stream(domain.low()).filter(low -> low >= 1980 && low < 2020).distinct().count();
    assertThat(inRange).isGreaterThanOrEqualTo(20);
  }

  @Test
  void frequentValuesHaveACellOfTheirOwn() {
    var random = new Random(1);
    var domain =
        numbers(
            i ->
                i % 4 == 0
                    ? "9.99"
                    : String.format(Locale.ROOT, "%.2f", 5 + random.nextDouble() * 20));

    int cell = encode(domain, 9.99)[0];
    assertThat(domain.low()[cell]).isEqualTo(9.99);
    assertThat(domain.high()[cell]).isEqualTo(9.99);
    assertThat(encode(domain, 9.98)[0]).isNotEqualTo(cell);
  }

  @Test
  void negativeNumbersAndZeroAreFoundToo() {
    var random = new Random(1);
    var domain = numbers(i -> String.valueOf(random.nextInt(400) - 300));

    assertThat(domain.low()[0]).isBetween(-350.0, -290.0);
    assertThat(Arrays.stream(domain.high()).max().orElseThrow()).isBetween(96.0, 130.0);
  }

  @Test
  void aValueDecodesIntoTheCellItWasCodedIn() {
    var random = new Random(3);
    double[] values = random.ints(ROWS, -50, 3_000).asDoubleStream().toArray();
    var domain = numbers(i -> String.valueOf((int) values[i]));
    int[] cells = encode(domain, values);

    double[] decoded = domain.decode(cells, random.doubles(ROWS).toArray()).numbers();

    assertThat(encode(domain, decoded)).isEqualTo(cells);
  }

  @Test
  void labelsOfManyRowsAreFoundAndOthersAreNone() {
    var found = find(i -> i < 2 ? "unique" + i : i % 2 == 0 ? "even" : "odd");

    assertThat(found.schema().categories()).containsExactly("even", "odd");
    assertThat(found.cells().applyAsInt(0)).isEqualTo(-1);
    assertThat(found.cells().applyAsInt(4)).isZero();
  }

  @Test
  void datesAndTimesAreFoundInTheirUnits() {
    var dates = numbers(i -> java.time.LocalDate.of(2020, 1, 1).plusDays(i % 700).toString());
    var times = numbers(i -> "%02d:%02d".formatted(8 + i % 9, i % 60));

    assertThat(dates.step()).isEqualTo(1);
    assertThat(dates.low()[0]).isBetween(16_384.0, 18_300.0);
    assertThat(times.step()).isEqualTo(60_000);
    assertThat(times.low()[0]).isBetween(7.5 * 3_600_000, 8 * 3_600_000.0);
  }

  /** Decimals have a least and a greatest order of magnitude that are asked for. */
  @Test
  void enormousAndTinyDecimalsComeOutAtTheEndsOfWhatIsLookedAt() {
    var random = new Random(1);
    var enormous =
        numbers(i -> String.format(Locale.ROOT, "%.1f", 1e30 * (1 + random.nextDouble())));
    var tiny = numbers(i -> String.format(Locale.ROOT, "%.20f", 1e-16 * (1 + random.nextDouble())));

    assertThat(Arrays.stream(enormous.low()).min().orElseThrow()).isEqualTo(1.75 * 0x1p60);
    assertThat(Arrays.stream(enormous.high()).max().orElseThrow()).isEqualTo(0x1p61);
    assertThat(Arrays.stream(tiny.low()).min().orElseThrow()).isZero();
    assertThat(Arrays.stream(tiny.high()).max().orElseThrow()).isEqualTo(0x1p-40);
  }
}
