package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.Outcome;

/**
 * What an attack gains from the rows having been learned from (Giomi et al., A unified framework
 * for quantifying privacy risk in synthetic data, 2023): the share of the targets that only an
 * attack on learned rows reaches, of those that an attack on unseen rows does not.
 *
 * <p>The risk is 1 less the quotient of two shares of failures. Its interval is that of this
 * quotient by the intervals of both (MOVER-R, Donner and Zou 2012). The paper propagates errors
 * instead, which is symmetric where the quotient is not: where nearly all attacks on controls
 * succeed, few failures are divided by few, and such an interval begins above 0 up to five times as
 * often as it should.
 *
 * @param value the risk, 0 to 1
 * @param low the lower end of its interval; negative, or negative infinity, where there may be no
 *     risk
 * @param high the upper end
 */
public record Risk(double value, double low, double high) {

  /** The risk an attack shows, its interval as wide as its being one of many asks for. */
  public static Risk of(AttackFinding attack) {
    var members = rate(attack.successes(), attack.attacks(), attack, 1);
    var controls = rate(attack.controlSuccesses(), attack.controls(), attack, 1);
    double value = share((members.value() - controls.value()) / (1 - controls.value()));
    int comparisons = attack.comparisons();
    var failures =
        new Quotient(
            rate(attack.attacks() - attack.successes(), attack.attacks(), attack, comparisons),
            rate(
                attack.controls() - attack.controlSuccesses(),
                attack.controls(),
                attack,
                comparisons));
    return new Risk(
        value, Math.min(value, 1 - failures.high()), Math.max(value, 1 - failures.low()));
  }

  /** Of as many as the attempts are worth. */
  private static Rate rate(int successes, int attempts, AttackFinding of, int comparisons) {
    return Rate.of(successes / of.repeats(), attempts / of.repeats(), comparisons);
  }

  /** Two rates of which the one is divided by the other. */
  private record Quotient(Rate above, Rate below) {

    double low() {
      double least = above.low() * (2 * above.share() - above.low());
      if (least <= 0) {
        return 0;
      }
      double most = below.high() * (2 * below.share() - below.high());
      double product = above.share() * below.share();
      return least / (product + Math.sqrt(Math.max(0, product * product - least * most)));
    }

    double high() {
      double least = below.low() * (2 * below.share() - below.low());
      if (least <= 0) {
        return Double.POSITIVE_INFINITY;
      }
      double most = above.high() * (2 * above.share() - above.high());
      double product = above.share() * below.share();
      return (product + Math.sqrt(Math.max(0, product * product - least * most))) / least;
    }
  }

  private static double share(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** Value and interval, within 0 and 1. */
  public Outcome outcome() {
    return Outcome.of(value, 0.0, new Interval(share(low), share(high)));
  }
}
