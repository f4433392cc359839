package dev.syntheticdata.worker.evaluation.fidelity;

import static dev.syntheticdata.worker.evaluation.fidelity.Similarity.kolmogorovSmirnov;
import static dev.syntheticdata.worker.evaluation.fidelity.Similarity.pearson;
import static dev.syntheticdata.worker.evaluation.fidelity.Similarity.totalVariation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityTest {

  private static final double NONE = Double.NaN;

  @Test
  void equalSamplesHaveKolmogorovSmirnovSimilarityOne() {
    assertThat(kolmogorovSmirnov(new double[] {3, 1, 2}, new double[] {1, 2, 3})).isEqualTo(1);
  }

  @Test
  void disjointSamplesHaveKolmogorovSmirnovSimilarityZero() {
    assertThat(kolmogorovSmirnov(new double[] {1, 2}, new double[] {3, 4})).isZero();
  }

  @Test
  void theLargestGapOfTheDistributionFunctionsCounts() {
    // After 2: 3 of 4 against 1 of 4.
    assertThat(kolmogorovSmirnov(new double[] {1, 2, 2, 5}, new double[] {2, 5, 5, 6}))
        .isEqualTo(0.5);
  }

  @Test
  void missingNumbersAreLeftOut() {
    assertThat(kolmogorovSmirnov(new double[] {1, NONE, 2}, new double[] {2, 1, NONE, NONE}))
        .isEqualTo(1);
  }

  @Test
  void noValueGivesNoSimilarity() {
    assertThat(kolmogorovSmirnov(new double[] {NONE}, new double[] {1})).isNaN();
    assertThat(totalVariation(new int[] {0, 0}, new int[] {1, 0})).isNaN();
  }

  @Test
  void totalVariationComparesShares() {
    // 0.5, 0.5 against 0.75, 0.25
    assertThat(totalVariation(new int[] {2, 2}, new int[] {6, 2})).isEqualTo(0.75);
    assertThat(totalVariation(new int[] {4, 0}, new int[] {0, 1})).isZero();
  }

  @Test
  void pearsonOfALineIsOneOrMinusOne() {
    assertThat(pearson(new double[] {1, 2, 3}, new double[] {2, 4, 6})).isCloseTo(1, within(1e-15));
    assertThat(pearson(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
        .isCloseTo(-1, within(1e-15));
  }

  @Test
  void pearsonUsesRowsWithBothValues() {
    assertThat(pearson(new double[] {1, 2, 3, NONE, 9}, new double[] {1, 3, 2, 7, NONE}))
        .isCloseTo(0.5, within(1e-15));
  }

  @Test
  void aConstantHasNoCorrelation() {
    assertThat(pearson(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
  }
}
