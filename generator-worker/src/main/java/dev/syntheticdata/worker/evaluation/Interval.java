package dev.syntheticdata.worker.evaluation;

import java.util.Arrays;

/**
 * A 95 % confidence interval.
 *
 * @param low the lower end, finite
 * @param high the upper end, finite and not below {@code low}
 */
public record Interval(double low, double high) {

  /** Quantile of the standard normal distribution at 0.975. */
  public static final double Z = 1.959963984540054;

  public Interval {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException("not an interval: " + low + " to " + high);
    }
  }

  /**
   * Wilson score interval of a share at 95 %.
   *
   * @param share observed share, 0 to 1
   * @param n number of observations, positive
   */
  public static Interval ofShare(double share, int n) {
    double z = Z;
    double zz = z * z;
    double centre = (share + zz / (2 * n)) / (1 + zz / n);
    double half = z / (1 + zz / n) * Math.sqrt(share * (1 - share) / n + zz / (4.0 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /**
   * Interval of a quantile at 95 %: the values between whose ranks it lies (binomial, by the normal
   * distribution), whatever their distribution.
   *
   * @param sorted values, rising, at least one
   * @param share which quantile
   */
  public static Interval ofQuantile(double[] sorted, double share) {
    int n = sorted.length;
    double spread = Z * Math.sqrt(n * share * (1 - share));
    return new Interval(
        sorted[(int) Math.max(0, Math.floor(n * share - spread))],
        sorted[(int) Math.min(n - 1, Math.ceil(n * share + spread))]);
  }

  /**
   * Normal interval of the mean of independent values at 95 %, cut to the range of the values; null
   * for fewer than two.
   */
  public static Interval ofMean(double[] values, double least, double greatest) {
    if (values.length < 2) {
      return null;
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double half = Z * Math.sqrt(squares / (values.length - 1) / values.length);
    return new Interval(Math.max(least, mean - half), Math.min(greatest, mean + half));
  }

  /**
   * Interval of an area under the ROC curve at 95 % (Hanley and McNeil 1982).
   *
   * @param positives number of rows of the one label
   * @param negatives of the other
   */
  public static Interval ofAuc(double auc, int positives, int negatives) {
    double both = auc / (2 - auc);
    double one = 2 * auc * auc / (1 + auc);
    double variance =
        (auc * (1 - auc)
                + (positives - 1) * (both - auc * auc)
                + (negatives - 1) * (one - auc * auc))
            / ((double) positives * negatives);
    double half = Z * Math.sqrt(Math.max(0, variance));
    return new Interval(Math.max(0, auc - half), Math.min(1, auc + half));
  }
}
