package dev.syntheticdata.worker.evaluation.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RankedScoresTest {

  @Test
  void perfectOrderIsOneAndReversedOrderZero() {
    boolean[] labels = {false, false, true, true};

    assertThat(new RankedScores(new double[] {1, 2, 3, 4}, labels).auc()).isEqualTo(1);
    assertThat(new RankedScores(new double[] {4, 3, 2, 1}, labels).auc()).isZero();
  }

  @Test
  void tiesCountHalf() {
    // Pairs of positive and negative: 2 > 1, 2 = 2, 3 > 1, 3 > 2.
    assertThat(
            new RankedScores(new double[] {1, 2, 2, 3}, new boolean[] {false, false, true, true})
                .auc())
        .isEqualTo(3.5 / 4);
  }

  @Test
  void equalScoresForAllAreChance() {
    assertThat(new RankedScores(new double[3], new boolean[] {true, false, false}).auc())
        .isEqualTo(0.5);
  }

  @Test
  void aWeightCountsARowSoOften() {
    var once =
        new RankedScores(new double[] {1, 1, 2, 3}, new boolean[] {false, false, true, false});
    var weighted = new RankedScores(new double[] {1, 2, 3}, new boolean[] {false, true, false});

    assertThat(weighted.auc(new int[] {2, 1, 1})).isEqualTo(once.auc());
  }

  @Test
  void oneLabelHasNoArea() {
    assertThat(new RankedScores(new double[] {1, 2}, new boolean[] {true, true}).auc()).isNaN();
  }

  @Test
  void theBootstrapIntervalHoldsTheStatisticAndNarrowsWithRows() {
    assertThat(width(2000)).isLessThan(width(100) / 2);
  }

  private static double width(int rows) {
    var random = new Random(5);
    double[] scores = new double[rows];
    boolean[] labels = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextBoolean();
      scores[i] = random.nextGaussian() + (labels[i] ? 1 : 0);
    }
    var ranked = new RankedScores(scores, labels);
    var interval = new Bootstrap(rows, new Random(6)).interval(ranked::auc);
    assertThat(ranked.auc()).isBetween(interval.low(), interval.high());
    return interval.high() - interval.low();
  }
}
