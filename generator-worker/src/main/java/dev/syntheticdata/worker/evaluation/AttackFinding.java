package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;

/**
 * How one attack went, beside the same attack on rows that were not learned from.
 *
 * @param metric the metric it belongs to
 * @param about the column guessed or the part of the rows attacked; null for the whole
 * @param attacks rows attacked that were learned from
 * @param successes attacks on them that succeeded
 * @param controls rows attacked that were not learned from
 * @param controlSuccesses attacks on them that succeeded
 * @param guessing share that succeeds without the synthetic rows being read against the target;
 *     null where that is not defined
 * @param comparisons how many attacks were looked at of which this is one: intervals are widened
 *     for their number
 * @param repeats by how much attacks depend on each other: the variance is that of independent ones
 *     times this factor, 1 or more
 */
public record AttackFinding(
    Metric metric,
    String about,
    int attacks,
    int successes,
    int controls,
    int controlSuccesses,
    Double guessing,
    int comparisons,
    double repeats) {

  /** One attack by itself, on targets that do not depend on each other. */
  public AttackFinding(
      Metric metric,
      String about,
      int attacks,
      int successes,
      int controls,
      int controlSuccesses,
      Double guessing) {
    this(metric, about, attacks, successes, controls, controlSuccesses, guessing, 1, 1);
  }

  /** The same as one of many. */
  public AttackFinding among(int looked) {
    return new AttackFinding(
        metric, about, attacks, successes, controls, controlSuccesses, guessing, looked, repeats);
  }

  /** Whether the attack does no better than guessing: then it shows nothing, not even safety. */
  public boolean isWeak() {
    return guessing != null && attacks > 0 && (double) successes / attacks <= guessing;
  }
}
