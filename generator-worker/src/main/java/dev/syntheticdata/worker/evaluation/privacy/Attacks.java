package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import java.util.ArrayList;
import java.util.List;

/** What attacks that either succeed or fail on a target have in common. */
final class Attacks {

  static final Outcome NO_SUBGROUP =
      new Outcome.NotComputed(
          Reason.NotApplicable, "no category has rows enough to be attacked alone");

  static final Outcome TOO_FEW =
      new Outcome.NotComputed(
          Reason.TooFewRows, "no part of the targets has rows enough to be attacked alone");

  static final Outcome NO_DESCRIPTIONS =
      new Outcome.NotComputed(
          Reason.NotApplicable, "too few descriptions fit exactly one synthetic row");

  private Attacks() {}

  /** Why no attack can be tried, or null where it can. */
  static Outcome impossible(EvaluationContext context) {
    if (context.holdout() == null) {
      return context.baselineMissing();
    }
    if (context.compared().size() < 2) {
      return new Outcome.NotComputed(
          Reason.NotApplicable, "an attack needs two columns or more to compare");
    }
    return Targets.enough(context)
        ? null
        : new Outcome.NotComputed(
            Reason.TooFewRows,
            "needs %s real rows that were learned from and %s held out"
                .formatted(Targets.LEAST, 2 * Targets.LEAST));
  }

  /** The risk that one attack shows. */
  static Risk risk(AttackFinding finding) {
    return risk(finding, 1);
  }

  private static Risk risk(AttackFinding finding, int comparisons) {
    return Risk.of(
        Rate.of(finding.successes(), finding.attacks(), comparisons),
        Rate.of(finding.controlSuccesses(), finding.controls(), comparisons));
  }

  /** An attack on targets of which some succeed; those that were not attacked count as neither. */
  static AttackFinding finding(
      Metric metric,
      String about,
      Success members,
      int[] attacked,
      Success controls,
      int[] controlled,
      Double guessing) {
    int[] attacks = count(members, attacked);
    int[] control = count(controls, controlled);
    return new AttackFinding(
        metric, about, attacks[0], attacks[1], control[0], control[1], guessing);
  }

  /** How an attack on each target ended. */
  record Success(boolean[] attacked, boolean[] succeeded) {}

  private static int[] count(Success success, int[] rows) {
    int attacks = 0;
    int successes = 0;
    for (int row : rows) {
      attacks += success.attacked()[row] ? 1 : 0;
      successes += success.attacked()[row] && success.succeeded()[row] ? 1 : 0;
    }
    return new int[] {attacks, successes};
  }

  /** Adds the attack with the greatest risk as the metric's value. */
  static void addWorst(
      Metric metric, List<AttackFinding> attacks, Outcome otherwise, Findings findings) {
    AttackFinding worst = null;
    var weak = new ArrayList<String>();
    for (var attack : attacks) {
      findings.addAttack(attack);
      if (attack.isWeak()) {
        weak.add(attack.about() == null ? "all rows" : attack.about());
      }
      if (worst == null || risk(attack).value() > risk(worst).value()) {
        worst = attack;
      }
    }
    if (!weak.isEmpty()) {
      findings.note(
          "%s: no better than guessing, which shows nothing, for: %s."
              .formatted(metric.id(), String.join(", ", weak)));
    }
    findings.add(metric, worst == null ? otherwise : risk(worst).outcome());
  }

  /**
   * Adds, of many attacks on few rows each, the one that is surely the worst: its interval, widened
   * for their number (Bonferroni), begins highest. The greatest of many would be chance.
   */
  static void addSurest(Metric metric, List<AttackFinding> attacks, Findings findings) {
    AttackFinding worst = null;
    Risk risk = null;
    for (var attack : attacks) {
      var its = risk(attack, attacks.size());
      if (worst == null || its.low() > risk.low()) {
        worst = attack;
        risk = its;
      }
    }
    if (worst == null) {
      findings.add(metric, NO_SUBGROUP);
      return;
    }
    findings.addAttack(worst);
    findings.add(metric, risk.outcome());
  }
}
