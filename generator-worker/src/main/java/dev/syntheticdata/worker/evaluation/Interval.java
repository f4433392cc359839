package dev.syntheticdata.worker.evaluation;

/**
 * A 95 % confidence interval.
 *
 * @param low the lower end, finite
 * @param high the upper end, finite and not below {@code low}
 */
public record Interval(double low, double high) {

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
    double z = 1.959963984540054;
    double zz = z * z;
    double centre = (share + zz / (2 * n)) / (1 + zz / n);
    double half = z / (1 + zz / n) * Math.sqrt(share * (1 - share) / n + zz / (4.0 * n * n));
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
