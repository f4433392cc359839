package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Entities;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What attacks that either succeed or fail on a target have in common. */
final class Attacks {

  static final Outcome NO_GROUP =
      new Outcome.NotComputed(
          Reason.NotApplicable, "no part of the rows, and no column, leaves enough to measure");

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
            "needs %s real rows that were learned from and %s held out%s"
                .formatted(
                    Targets.LEAST,
                    2 * Targets.LEAST,
                    context.by() == null
                        ? ""
                        : ", of %s and %s different values of %s"
                            .formatted(
                                Targets.LEAST_ENTITIES, 2 * Targets.LEAST_ENTITIES, context.by())));
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
        metric,
        about,
        attacks[0],
        attacks[1],
        control[0],
        control[1],
        guessing,
        1,
        Math.max(members.rowsTogether(attacked), controls.rowsTogether(controlled)));
  }

  /**
   * How an attack on each target ended.
   *
   * @param entities whom each target is about; null where each is about someone of its own
   */
  record Success(boolean[] attacked, boolean[] succeeded, Entities entities) {

    /** Rows of a row's entity among those attacked, the mean over rows (Kish 1965). */
    private double rowsTogether(int[] rows) {
      if (entities == null) {
        return 1;
      }
      var counts = new int[entities.count()];
      double all = 0;
      for (int row : rows) {
        if (attacked[row]) {
          counts[entities.ofRow()[row]]++;
          all++;
        }
      }
      double squares = 0;
      for (double count : counts) {
        squares += count * count;
      }
      return all == 0 ? 1 : squares / all;
    }
  }

  private static int[] count(Success success, int[] rows) {
    int attacks = 0;
    int successes = 0;
    for (int row : rows) {
      attacks += success.attacked()[row] ? 1 : 0;
      successes += success.attacked()[row] && success.succeeded()[row] ? 1 : 0;
    }
    return new int[] {attacks, successes};
  }

  /** Adds attacks, all of them and the surest as the metric's value. */
  static void addAll(Metric metric, List<AttackFinding> tried, Findings findings) {
    var attacks = together(tried);
    attacks.forEach(findings::addAttack);
    var weak = attacks.stream().filter(AttackFinding::isWeak).toList();
    if (!weak.isEmpty()) {
      findings.note(
          "%s: no better than guessing, which shows nothing, for: %s."
              .formatted(
                  metric.id(),
                  weak.stream()
                      .map(attack -> attack.about() == null ? "all rows" : attack.about())
                      .collect(Collectors.joining(", "))));
    }
    addValue(metric, surest(attacks), findings);
  }

  /** Adds the surest of many attacks on few rows each, and only that. */
  static void addSurest(Metric metric, List<AttackFinding> tried, Findings findings) {
    var surest = surest(together(tried));
    if (surest != null) {
      findings.addAttack(surest);
    }
    addValue(metric, surest, findings);
  }

  private static List<AttackFinding> together(List<AttackFinding> attacks) {
    return attacks.stream().map(attack -> attack.among(attacks.size())).toList();
  }

  private static void addValue(Metric metric, AttackFinding attack, Findings findings) {
    if (attack != null && attack.comparisons() > 1) {
      findings.note(
          "%s is that of %s, the surest of %s looked at; its interval holds for all of them together."
              .formatted(metric.id(), attack.about(), attack.comparisons()));
    }
    findings.add(metric, attack == null ? NO_GROUP : Risk.of(attack).outcome());
  }

  /**
   * The attack that is surely the worst: its interval, widened for the number of attacks
   * (Bonferroni), begins highest. The greatest risk of many would be chance.
   */
  private static AttackFinding surest(List<AttackFinding> attacks) {
    return attacks.stream()
        .max(Comparator.comparingDouble(attack -> Risk.of(attack).low()))
        .orElse(null);
  }
}
