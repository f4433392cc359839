package dev.syntheticdata.worker.evaluation.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {

  /** scipy.stats.spearmanr([1,2,2,4,5,9], [2,1,4,4,8,3]) of SciPy 1.17.1. */
  @Test
  void tiesHaveTheirMeanRank() {
    assertThat(RankCorrelation.of(new double[] {1, 2, 2, 4, 5, 9}, new double[] {2, 1, 4, 4, 8, 3}))
        .isCloseTo(0.4852941176470589, within(1e-12));
  }

  @Test
  void onlyTheOrderCounts() {
    double[] x = {1, 2, 3, 4};
    assertThat(RankCorrelation.of(x, new double[] {1, 10, 11, 1e9})).isEqualTo(1);
    assertThat(RankCorrelation.of(x, new double[] {4, 3, 2, -7})).isEqualTo(-1);
    assertThat(RankCorrelation.of(x, new double[] {5, 5, 5, 5})).isNaN();
  }

  @Test
  void theIntervalHoldsTheCorrelationAndNarrowsWithPairs() {
    var few = RankCorrelation.interval(0.6, 8);
    var many = RankCorrelation.interval(0.6, 80);
    assertThat(0.6).isBetween(many.low(), many.high());
    assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
    assertThat(RankCorrelation.interval(1, 10).high()).isEqualTo(1);
    assertThat(RankCorrelation.interval(0.6, 4)).isNull();
  }
}
