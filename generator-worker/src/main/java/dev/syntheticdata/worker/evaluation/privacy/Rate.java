package dev.syntheticdata.worker.evaluation.privacy;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How often an attack succeeds, by Wilson's score (1927) at 95 %: not the share itself but the
 * centre of its interval, which is never 0 or 1.
 *
 * @param value the rate
 * @param error half of its interval
 * @param share the share itself
 */
record Rate(double value, double error, double share) {

  /** Where its interval begins. */
  double low() {
    return Math.max(0, value - error);
  }

  /** Where its interval ends. */
  double high() {
    return Math.min(1, value + error);
  }

  /**
   * A rate.
   *
   * @param successes attempts that succeeded, or their effective number
   * @param attempts attempts, or their effective number
   * @param comparisons how many rates are looked at together (Bonferroni)
   */
  static Rate of(double successes, double attempts, int comparisons) {
    double z = new NormalDistribution().inverseCumulativeProbability(1 - 0.025 / comparisons);
    double zz = z * z;
    double failures = attempts - successes;
    return new Rate(
        (successes + zz / 2) / (attempts + zz),
        z / (attempts + zz) * Math.sqrt(successes * failures / attempts + zz / 4),
        successes / attempts);
  }
}
