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
 * @param rowsTogether how many of the rows count as one observation because they are about one
 *     entity, on average over rows; 1 where each row is about someone of its own
 */
public record AttackFinding(
    Metric metric,
    String about,
    int attacks,
    int successes,
    int controls,
    int controlSuccesses,
    Double guessing,
    double rowsTogether) {

  /** An attack on rows each of which is about someone of its own. */
  public AttackFinding(
      Metric metric,
      String about,
      int attacks,
      int successes,
      int controls,
      int controlSuccesses,
      Double guessing) {
    this(metric, about, attacks, successes, controls, controlSuccesses, guessing, 1);
  }

  /** Whether the attack does no better than guessing: then it shows nothing, not even safety. */
  public boolean isWeak() {
    return guessing != null && attacks > 0 && (double) successes / attacks <= guessing;
  }
}
