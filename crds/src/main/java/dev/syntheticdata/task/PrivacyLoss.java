package dev.syntheticdata.task;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A bound on what the output of computations tells of one unit of the data: zero-concentrated
 * differential privacy (Bun, Steinke: Concentrated differential privacy, 2016) but for events of a
 * small probability. Losses of computations on the same data add up, also where a later one was
 * chosen by what an earlier one said.
 *
 * @param rho the zCDP parameter, at least 0; 0 says nothing at all
 * @param delta the probability that the bound does not hold, in [0, 1)
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrivacyLoss(double rho, double delta) {

  /** The loss of doing nothing. */
  public static final PrivacyLoss NONE = new PrivacyLoss(0, 0);

  /**
   * Part of a fit's delta that is kept for choosing the values a column can have. The rest turns
   * rho into epsilon. It is small so that many fits fit into a budget of the same delta.
   */
  private static final double DOMAIN_SHARE = 0.01;

  private static final int BISECTIONS = 200;

  public PrivacyLoss {
    if (!(rho >= 0) || !(delta >= 0 && delta < 1)) {
      throw new IllegalArgumentException("rho " + rho + ", delta " + delta);
    }
  }

  /**
   * What a fit of these parameters may lose at most. {@code ofFit(e, d).epsilon(d)} is at most e.
   *
   * @param epsilon above 0
   * @param delta in (0, 1)
   */
  public static PrivacyLoss ofFit(double epsilon, double delta) {
    double domain = delta * DOMAIN_SHARE;
    return new PrivacyLoss(rho(epsilon, delta - domain), domain);
  }

  /** The loss of both together. */
  public PrivacyLoss plus(PrivacyLoss other) {
    return new PrivacyLoss(rho + other.rho, Math.min(Math.nextDown(1.0), delta + other.delta));
  }

  /**
   * The least epsilon such that (epsilon, delta)-differential privacy follows; infinite where delta
   * is used up.
   *
   * @param total the delta of the whole claim
   */
  public double epsilon(double total) {
    double left = total - delta;
    if (rho == 0) {
      return left >= 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    if (left <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = rho + 2 * Math.sqrt(rho * Math.log(1 / left));
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (delta(rho, middle) <= left) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /**
   * The greatest rho from which (epsilon, delta) follows, rounded down.
   *
   * @param epsilon above 0
   * @param delta in (0, 1)
   */
  public static double rho(double epsilon, double delta) {
    if (!(epsilon > 0) || !(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("epsilon " + epsilon + ", delta " + delta);
    }
    double low = 0;
    double high = epsilon + 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (delta(middle, epsilon) <= delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The delta that rho and epsilon come to: the least over all orders alpha of exp((alpha - 1)
   * (alpha rho - epsilon)) (1 - 1/alpha)^alpha / (alpha - 1) (Canonne, Kamath, Steinke: The
   * discrete Gaussian for differential privacy, 2020, corollary 13). Any order gives a valid delta,
   * so that rounding of the best one does no harm.
   */
  static double delta(double rho, double epsilon) {
    if (rho == 0) {
      return 0;
    }
    double low = 1.01;
    double high = (epsilon + 1) / (2 * rho) + 2;
    for (int i = 0; i < BISECTIONS; i++) {
      double alpha = (low + high) / 2;
      double slope = (2 * alpha - 1) * rho - epsilon + Math.log1p(-1 / alpha);
      if (slope < 0) {
        low = alpha;
      } else {
        high = alpha;
      }
    }
    double alpha = high;
    double exponent = (alpha - 1) * (alpha * rho - epsilon) + alpha * Math.log1p(-1 / alpha);
    return Math.min(1, Math.exp(exponent) / (alpha - 1));
  }
}
