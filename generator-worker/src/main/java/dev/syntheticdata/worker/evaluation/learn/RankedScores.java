package dev.syntheticdata.worker.evaluation.learn;

import java.util.Arrays;

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
    this.order = order(scores);
  }

  /** Positions by rising score; by position where scores are equal. */
  private static int[] order(double[] scores) {
    int[] order = new int[scores.length];
    int[] merged = new int[scores.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (long run = 1; run < order.length; run *= 2) {
      for (long from = 0; from < order.length; from += 2 * run) {
        merge(
            scores,
            order,
            (int) from,
            (int) Math.min(from + run, order.length),
            (int) Math.min(from + 2 * run, order.length),
            merged);
      }
      int[] swapped = order;
      order = merged;
      merged = swapped;
    }
    return order;
  }

  private static void merge(
      double[] scores, int[] order, int from, int middle, int to, int[] merged) {
    int left = from;
    int right = middle;
    for (int at = from; at < to; at++) {
      boolean takesLeft =
          right == to
              || left < middle && Double.compare(scores[order[left]], scores[order[right]]) <= 0;
      merged[at] = order[takesLeft ? left++ : right++];
    }
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
