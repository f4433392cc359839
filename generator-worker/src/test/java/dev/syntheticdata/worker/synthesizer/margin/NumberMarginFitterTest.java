package dev.syntheticdata.worker.synthesizer.margin;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
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

  private static NumberMargin decimals(int[] owners, int protectedRows, double... values) {
    var column = new ColumnSchema("x", ColumnType.DECIMAL, false, 9, null, List.of());
    return NumberMarginFitter.fit(column, values.clone(), owners, 0, protectedRows);
  }

  @Test
  void noQuantileIsTheValueOfFewerRowsThanAreProtected() {
    var random = new Random(2);
    for (int n = 5; n < 3_000; n += 1 + n / 6) {
      for (int k : new int[] {2, 5, 12}) {
        double[] rare = random.doubles(n, 0, 100).toArray();
        double[] shared =
            random.ints(n, 0, 1 + n / 8).mapToDouble(i -> 100 * Math.sin(i) + 0.5).toArray();
        double[] values = concat(rare, shared);
        var having =
            Arrays.stream(values).boxed().collect(groupingBy(v -> v, TreeMap::new, counting()));

        assertThat(DoubleStream.of(decimals(null, k, values).values()))
            .as("%d rows, %d protected", n, k)
            .noneMatch(v -> having.getOrDefault(v, (long) k) < k);
      }
    }
  }

  @Test
  void quantilesAreMeansOfSoManyNeighboursEachAndNoRowIsInTwo() {
    var random = new Random(3);
    for (int n = 10; n < 8_000; n += 1 + n / 3) {
      for (int k : new int[] {1, 3, 5, 10}) {
        double[] values = random.doubles(n, 0, 100).sorted().toArray();
        var windows = windows(decimals(null, k, values), values, k);

        assertThat(windows.get(0)[0]).isZero();
        assertThat(windows.get(windows.size() - 1)[1]).isEqualTo(n);
        if (n >= 2 * k) {
          assertThat(windows).hasSizeGreaterThanOrEqualTo((int) (0.9 * Math.min(1_000, n / k)));
        }
      }
    }
  }

  /** The windows that quantiles are means of, found one after another from the beginning. */
  private static List<int[]> windows(NumberMargin margin, double[] sorted, int least) {
    var windows = new ArrayList<int[]>();
    int free = 0;
    for (double quantile : Arrays.stream(margin.values()).distinct().toArray()) {
      int[] window = window(sorted, free, least, quantile);
      assertThat(window).as("a window of %s from position %d on", quantile, free).isNotNull();
      windows.add(window);
      free = window[1];
    }
    return windows;
  }

  private static int[] window(double[] sorted, int free, int least, double mean) {
    for (int from = free; from + least <= sorted.length; from++) {
      double sum = 0;
      for (int to = from + 1; to <= Math.min(sorted.length, from + 2 * least); to++) {
        sum += sorted[to - 1];
        if (to - from >= least && Math.abs(sum / (to - from) - mean) < 1e-11) {
          return new int[] {from, to};
        }
      }
    }
    return null;
  }

  /** Nothing but their mean is told: others with the same mean give the same. */
  @Test
  void theGreatestValueCannotBeComputed() {
    for (int rows : new int[] {10, 15, 40, 300, 900, 6_000}) {
      double[] rest = new Random(7).doubles(rows - 5, 0, 100).toArray();
      var one = decimals(null, 5, concat(rest, new double[] {101, 102, 103, 104, 9_000}));
      var other = decimals(null, 5, concat(rest, new double[] {500, 1_000, 1_500, 2_410, 4_000}));

      assertThat(one.values()).as("%d rows", rows).isEqualTo(other.values());
      assertThat(one.probabilities()).isEqualTo(other.probabilities());
      assertThat(one.quantile(1)).isEqualTo(rows == 10 ? one.quantile(1) : 1_882);
    }
  }

  @Test
  void fewRowsGiveALineOrTheirMean() {
    assertThat(decimals(null, 5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512).values())
        .containsExactly(6.2, 6.2, 198.4, 198.4);
    assertThat(decimals(null, 5, 1, 2, 4, 8, 16, 32, 64, 128, 256).values())
        .containsOnly((1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 + 256) / 9.0);
    assertThat(decimals(null, 5, 1, 2, 6).values()).containsOnly(3);
  }

  @Test
  void whatEnoughRowsShareIsToldAsItIs() {
    double[] counts = IntStream.range(0, 24_000).mapToDouble(i -> i / 20 * 3 + 1).toArray();
    assertThat(DoubleStream.of(decimals(null, 5, counts).values()))
        .allMatch(v -> v % 3 == 1)
        .hasSizeGreaterThan(900);

    double[] rest = new Random(8).doubles(500, 0, 100).toArray();
    var margin = decimals(null, 5, concat(rest, repeat(37, 6), repeat(71, 4)));
    assertThat(margin.values()).contains(37).doesNotContain(71);
  }

  @Test
  void whereOneRowIsProtectedEachValueIsAQuantile() {
    double[] values = new Random(1).doubles(500, 0, 100).sorted().toArray();

    assertThat(decimals(null, 1, values).values()).isEqualTo(values);
    assertThat(decimals(null, 1, 1, 2, 6).values()).containsExactly(1, 2, 6);
  }

  @Test
  void whereRowsHaveOwnersOwnersAreCountedAndWeighTheSame() {
    // Each has four values side by side: five owners are seventeen rows.
    int[] owners = IntStream.range(0, 200).map(i -> i / 4).toArray();
    double[] values = IntStream.range(0, 200).mapToDouble(i -> i * i).toArray();
    var margin = decimals(owners, 5, values);

    assertThat(Arrays.stream(margin.values()).distinct()).hasSizeBetween(10, 12);
    assertThat(margin.quantile(0))
        .isEqualTo(
            ((0 + 1 + 4 + 9 + 16 + 25 + 36 + 49 + 64 + 81 + 100 + 121 + 144 + 169 + 196 + 225) / 4.0
                    + 256)
                / 5);

    // One owner's hundred rows are one of five.
    int[] unequal = IntStream.range(0, 120).map(i -> Math.max(0, i - 99)).toArray();
    double[] heavy = IntStream.range(0, 120).mapToDouble(i -> i < 100 ? 7 : 10 * i).toArray();
    assertThat(decimals(unequal, 5, heavy).quantile(0))
        .isEqualTo((7 + 1_000 + 1_010 + 1_020 + 1_030) / 5.0);
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
