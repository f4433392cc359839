package dev.syntheticdata.worker.evaluation.fidelity;

import java.util.Arrays;

/** How alike two samples are, as SDMetrics defines it: 1 is equal, 0 nothing in common. */
public final class Similarity {

  private Similarity() {}

  /**
   * 1 minus the two-sample Kolmogorov-Smirnov statistic: the largest difference of the two
   * empirical distribution functions. Missing values (NaN) are left out. NaN where a sample has no
   * value.
   */
  public static double kolmogorovSmirnov(double[] real, double[] synthetic) {
    return ofSorted(sortedValues(real), sortedValues(synthetic));
  }

  /** The same of values that are sorted, none missing. */
  static double ofSorted(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return 1 - largest;
  }

  private static double[] sortedValues(double[] values) {
    double[] kept = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    Arrays.sort(kept);
    return kept;
  }

  /**
   * 1 minus the total variation of two distributions given as counts over the same cells. NaN where
   * a distribution is empty.
   */
  public static double totalVariation(int[] real, int[] synthetic) {
    long realTotal = total(real);
    long syntheticTotal = total(synthetic);
    if (realTotal == 0 || syntheticTotal == 0) {
      return Double.NaN;
    }
    double difference = 0;
    for (int cell = 0; cell < real.length; cell++) {
      difference +=
          Math.abs((double) real[cell] / realTotal - (double) synthetic[cell] / syntheticTotal);
    }
    return Math.max(0, 1 - difference / 2);
  }

  private static long total(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  /**
   * Pearson correlation over the rows where both values are present. NaN where a column is constant
   * there or fewer than two rows are left.
   */
  public static double pearson(double[] x, double[] y) {
    int n = 0;
    double meanX = 0;
    double meanY = 0;
    double squareX = 0;
    double squareY = 0;
    double product = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isNaN(x[i]) || Double.isNaN(y[i])) {
        continue;
      }
      n++;
      double dx = x[i] - meanX;
      double dy = y[i] - meanY;
      meanX += dx / n;
      meanY += dy / n;
      squareX += dx * (x[i] - meanX);
      squareY += dy * (y[i] - meanY);
      product += dx * (y[i] - meanY);
    }
    if (n < 2 || squareX <= 0 || squareY <= 0) {
      return Double.NaN;
    }
    return Math.max(-1, Math.min(1, product / Math.sqrt(squareX * squareY)));
  }
}
