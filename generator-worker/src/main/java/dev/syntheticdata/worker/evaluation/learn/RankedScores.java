package dev.syntheticdata.worker.evaluation.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Scores of labelled rows in rising order, for the area under the ROC curve with any row weights.
 */
public final class RankedScores {

  private final double[] scores;
  private final boolean[] positive;
  private final int[] order;

  /**
   * @param scores a score per row; higher means more likely positive
   * @param positive the label of each row
   */
  public RankedScores(double[] scores, boolean[] positive) {
    this.scores = scores;
    this.positive = positive;
    this.order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** The area with every row counted once. */
  public double auc() {
    var once = new int[scores.length];
    Arrays.fill(once, 1);
    return auc(once);
  }

  /**
   * The area with every row counted as often as its weight says: the probability that a positive
   * row has a higher score than a negative one, ties half (Mann and Whitney). NaN where one of the
   * labels has no weight.
   */
  public double auc(int[] weights) {
    double wins = 0;
    double negativesBelow = 0;
    double positives = 0;
    for (int i = 0; i < order.length; ) {
      double tiedPositives = 0;
      double tiedNegatives = 0;
      double score = scores[order[i]];
      for (; i < order.length && scores[order[i]] == score; i++) {
        if (positive[order[i]]) {
          tiedPositives += weights[order[i]];
        } else {
          tiedNegatives += weights[order[i]];
        }
      }
      wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
      negativesBelow += tiedNegatives;
      positives += tiedPositives;
    }
    return wins / (positives * negativesBelow);
  }
}
