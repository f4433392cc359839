package dev.syntheticdata.worker.evaluation.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinningTest {

  private static int[] cells(Codes.Binning binning, double... values) {
    var column = Column.ofNumbers(values);
    return IntStream.range(0, values.length).map(row -> binning.cell(column, row)).toArray();
  }

  private static double[] range(int from, int to) {
    return IntStream.range(from, to).asDoubleStream().toArray();
  }

  @Test
  void quantileBinsHoldEqualCounts() {
    double[] values = range(0, 100);

    int[] counts = new int[11];
    IntStream.of(cells(QuantileBins.of(Column.ofNumbers(values)), values))
        .forEach(cell -> counts[cell]++);

    assertThat(counts).containsExactly(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 0);
  }

  @Test
  void tenValuesOrFewerAreABinEach() {
    double[] values = {5, 5, 5, 5, 7, 9};

    assertThat(cells(QuantileBins.of(Column.ofNumbers(values)), 5, 7, 9)).containsExactly(0, 1, 2);
  }

  @Test
  void aValueThatOccursOftenIsABinOfItsOwn() {
    double[] values = Arrays.copyOf(range(1, 101), 200);
    // 100 zeros, then 1 to 100

    var bins = QuantileBins.of(Column.ofNumbers(values));

    assertThat(cells(bins, 0)[0]).isEqualTo(0);
    assertThat(cells(bins, 1)[0]).isEqualTo(1);
    assertThat(bins.upper()).hasSize(9);
  }

  @Test
  void aFrequentValueAmidOthersDoesNotSwallowThem() {
    double[] values = new double[120];
    Arrays.fill(values, 50);
    System.arraycopy(range(0, 20), 0, values, 0, 20);

    int[] cells = cells(QuantileBins.of(Column.ofNumbers(values)), 19, 50);

    assertThat(cells[0]).isLessThan(cells[1]);
  }

  @Test
  void valuesOutsideTheRealRangeBelongToTheOuterBins() {
    var bins = QuantileBins.of(Column.ofNumbers(range(0, 100)));

    assertThat(cells(bins, -5, 1000)).containsExactly(0, 9);
  }

  @Test
  void missingHasABinOfItsOwn() {
    assertThat(cells(QuantileBins.of(Column.ofNumbers(range(0, 100))), Double.NaN))
        .containsExactly(10);
    assertThat(cells(EqualWidthBins.of(range(0, 100)), Double.NaN)).containsExactly(10);
  }

  @Test
  void equalWidthBinsCutTheRealRangeInTenAndAreOpen() {
    var bins = EqualWidthBins.of(new double[] {0, 10, 3});

    assertThat(cells(bins, -1, 0, 0.9, 1, 9.5, 10, 99)).containsExactly(0, 0, 0, 1, 9, 9, 9);
  }

  @Test
  void theTenMostFrequentCategoriesKeepACellAndTheRestShareOne() {
    int[] codes = new int[66];
    for (int code = 0, at = 0; code < 11; code++) {
      for (int i = 0; i <= code; i++) {
        codes[at++] = code;
      }
    }

    var cells = TopCategories.of(codes, 12);

    assertThat(cells.cellOfCode()).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 10);
    assertThat(cells.cell(Column.ofCodes(new int[] {-1}), 0)).isEqualTo(11);
  }

  @Test
  void accuracyIsOneMinusTotalVariationAndTheCeilingFollowsTheFormula() {
    // p = 1/2, 1/2 with n = 8 and 4; |1/2 - 3/4| + |1/2 - 1/4| = 1/2.
    var score = Accuracy.Score.of(new CellCounts(new int[] {4, 4}, new int[] {3, 1}));

    assertThat(score.value()).isEqualTo(0.75);
    double each = Math.sqrt(2 / Math.PI * (0.25 / 8 + 0.25 / 4));
    assertThat(score.ceiling()).isCloseTo(1 - each, within(1e-12));
  }

  @Test
  void sparseAndDenseTablesCountTheSame() {
    int[] a = {0, 1, 2, 2};
    int[] b = {1, 1, 0, 0};
    var dense = similarity(CellCounts.of(new Codes(a, b, 3), new Codes(b, a, 3)));
    var sparse = similarity(CellCounts.of(new Codes(a, b, 3000), new Codes(b, a, 3000)));

    assertThat(sparse).isEqualTo(dense).isEqualTo(0.25);
  }

  private static double similarity(CellCounts counts) {
    return Similarity.totalVariation(counts.real(), counts.synthetic());
  }
}
