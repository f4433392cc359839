package dev.syntheticdata.worker.evaluation.privacy;

import java.util.Arrays;

/**
 * The column and the value at which a node is split, chosen by some of its rows: where two of them
 * differ most on average.
 */
final class SplitChoice {

  private final GowerSpace space;
  private double most;
  private int column = -1;
  private double value;
  private boolean onlyThat;

  /** A category is split from all others where it has this share; otherwise codes are halved. */
  private static final double FREQUENT = 0.25;

  /**
   * @param from first row of the node
   * @param to the row after its last
   * @param lookedAt rows to look at, evenly spread
   */
  SplitChoice(GowerSpace space, TreeNodes nodes, int from, int to, int lookedAt) {
    this.space = space;
    double[] sample = new double[lookedAt];
    for (int j = 0; j < space.width(); j++) {
      for (int i = 0; i < lookedAt; i++) {
        sample[i] = nodes.value(from + (int) ((long) i * (to - from) / lookedAt), j);
      }
      Arrays.sort(sample);
      if (j < space.categories()) {
        category(j, sample);
      } else {
        number(j, sample);
      }
    }
  }

  /** Two rows differ with the probability that two draws differ. */
  private void category(int j, double[] sorted) {
    double same = 0;
    int longest = 0;
    double mode = 0;
    for (int start = 0, end; start < sorted.length; start = end) {
      end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      same += (double) (end - start) * (end - start);
      if (end - start > longest) {
        longest = end - start;
        mode = sorted[start];
      }
    }
    boolean frequent = longest >= FREQUENT * sorted.length;
    consider(
        j,
        1 - same / ((double) sorted.length * sorted.length),
        frequent ? mode : median(sorted, sorted.length),
        frequent);
  }

  /** The mean difference of two rows (Gini 1912), a missing value being 1 from any other. */
  private void number(int j, double[] sorted) {
    int known = sorted.length;
    while (known > 0 && Double.isNaN(sorted[known - 1])) {
      known--;
    }
    if (known == 0 || known == sorted.length && sorted[0] == sorted[known - 1]) {
      return;
    }
    double sum = 2.0 * known * (sorted.length - known);
    for (int i = 0; i < known; i++) {
      sum += 2 * (2 * i - known + 1) * sorted[i];
    }
    consider(j, sum / ((double) sorted.length * sorted.length), median(sorted, known), false);
  }

  /** The median, or the value before it where nothing would be above. */
  private static double median(double[] sorted, int known) {
    double median = sorted[(known - 1) / 2];
    if (median < sorted[known - 1] || known < sorted.length) {
      return median;
    }
    double below = median;
    for (int i = 0; sorted[i] < median; i++) {
      below = sorted[i];
    }
    return below;
  }

  private void consider(int j, double difference, double at, boolean only) {
    if (difference > most) {
      most = difference;
      column = j;
      value = at;
      onlyThat = only;
    }
  }

  /** Whether any two of the rows differ. */
  boolean found() {
    return column >= 0;
  }

  int column() {
    return column;
  }

  /** Whether a value of the column belongs to the first part. */
  boolean left(double other) {
    return onlyThat ? other == value : other <= value;
  }
}
