package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.Outcome;

/**
 * What an attack gains from the rows having been learned from (Giomi et al., A unified framework
 * for quantifying privacy risk in synthetic data, 2023): the share of the targets that only an
 * attack on learned rows reaches, of those that an attack on unseen rows does not.
 *
 * @param value the risk, 0 to 1
 * @param low the lower end of its interval, the errors of both rates propagated; negative where
 *     there may be no risk
 * @param high the upper end
 */
record Risk(double value, double low, double high) {

  /**
   * @param attack against rows that were learned from
   * @param control the same against rows that were not
   */
  static Risk of(Rate attack, Rate control) {
    double rest = 1 - control.value();
    double risk = (attack.value() - control.value()) / rest;
    double byAttack = attack.error() / rest;
    double byControl = control.error() * (1 - attack.value()) / (rest * rest);
    double error = Math.hypot(byAttack, byControl);
    return new Risk(share(risk), risk - error, risk + error);
  }

  private static double share(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** Value and interval, within 0 and 1. */
  Outcome outcome() {
    return Outcome.of(value, 0.0, new Interval(share(low), share(high)));
  }
}
