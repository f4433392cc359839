package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberMarginFitterTest {

  private static NumberMargin fit(ColumnType type, int scale, double... values) {
    var column = new ColumnSchema("x", type, false, scale, null, List.of());
    return NumberMarginFitter.fit(column, values, null, 0, 5);
  }

  private static double[] at(NumberMargin margin, int points) {
    return IntStream.range(0, points)
        .mapToDouble(i -> margin.quantile((i + 0.5) / points))
        .toArray();
  }

  private static double[] repeat(double value, int times) {
    return DoubleStream.generate(() -> value).limit(times).toArray();
  }

  private static double[] concat(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void aValueOfManyRowsKeepsItsShare() {
    double[] rest = new Random(1).doubles(700, 1, 100).toArray();
    var margin = fit(ColumnType.DECIMAL, 6, concat(repeat(0, 300), rest));

    double[] values = at(margin, 10_000);

    assertThat(Arrays.stream(values).filter(v -> v == 0).count()).isBetween(2_990L, 3_010L);
  }

  @Test
  void nothingLiesBetweenAnAtomAndTheNextValueSeen() {
    double[] rest = new Random(1).doubles(700, 50, 100).toArray();
    var margin = fit(ColumnType.DECIMAL, 6, concat(repeat(0, 300), rest));

    assertThat(Arrays.stream(at(margin, 10_000))).noneMatch(v -> v > 0 && v < 50);
  }

  @Test
  void quantilesOfAContinuousColumnAreItsOwn() {
    double[] values = new Random(1).doubles(5_000, 0, 1).map(u -> u * u * 100).toArray();
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    var margin = fit(ColumnType.DECIMAL, 9, values);

    for (double p = 0.01; p < 1; p += 0.01) {
      assertThat(margin.quantile(p)).isCloseTo(sorted[(int) (p * 5_000)], within(0.3));
    }
  }

  /** As docs/security.md says: a quantile of few rows is the value of one of them. */
  @Test
  void ofAsManyRowsAsQuantilesEachValueButTheOutermostIsOne() {
    double[] values = new Random(1).doubles(500, 0, 100).sorted().toArray();
    var margin = fit(ColumnType.DECIMAL, 9, values.clone());

    assertThat(margin.values()).contains(Arrays.copyOfRange(values, 5, 495));
    assertThat(margin.values()).doesNotContain(values[0], values[499]);
  }

  @Test
  void theEndsAreMeansOfTheOutermostValues() {
    double[] values =
        concat(
            IntStream.range(0, 200).asDoubleStream().map(i -> i * 1.01).toArray(),
            new double[] {1e6});
    var margin = fit(ColumnType.DECIMAL, 2, values);

    assertThat(margin.quantile(1))
        .isCloseTo((1e6 + 1.01 * (199 + 198 + 197 + 196)) / 5, within(1e-6));
    assertThat(margin.quantile(0)).isCloseTo(1.01 * 2, within(1e-9));
  }

  @Test
  void aFewValuesBeyondTheLastAtomAreNotShown() {
    double[] values = concat(repeat(1, 500), repeat(2, 500), new double[] {77, 78});
    var margin = fit(ColumnType.INTEGER, 0, values);

    assertThat(Arrays.stream(at(margin, 10_000)).distinct().toArray()).containsExactly(1, 2);
  }

  @Test
  void aFewValuesBetweenAtomsAreNotShownByThemselves() {
    double[] values = concat(repeat(0, 500), new double[] {37.123, 37.123}, repeat(100, 500));
    var margin = fit(ColumnType.DECIMAL, 3, values);

    assertThat(Arrays.stream(at(margin, 100_000)).map(margin.grid()::round)).doesNotContain(37.123);
  }

  @Test
  void quantilesNeverFall() {
    var random = new Random(4);
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(400);
      int distinct = 1 + random.nextInt(60);
      double[] values = random.ints(n, 0, distinct).asDoubleStream().map(v -> v * v).toArray();
      assertThat(at(fit(ColumnType.INTEGER, 0, values), 500)).isSorted();
    }
  }

  @Test
  void theKnotsReachFromZeroToOne() {
    var random = new Random(4);
    for (int n = 1; n < 300; n++) {
      var margin = fit(ColumnType.DECIMAL, 3, random.doubles(n, 0, 9).map(Math::rint).toArray());
      assertThat(margin.probabilities()).isSorted().startsWith(0).endsWith(1);
    }
  }

  @Test
  void oneValueIsAllThereIs() {
    assertThat(at(fit(ColumnType.INTEGER, 0, 42), 10)).containsOnly(42);
  }
}
