package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.HOLDOUT;
import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.SYNTHETIC;
import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.TRAIN_LIKE_HOLDOUT;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.EvaluationLimits;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import java.util.Arrays;
import java.util.List;

/**
 * Singling out (Giomi et al. 2023): the attacker looks for a description that fits one row of S and
 * hopes that it fits one real row. Where rows are about entities, it is one entity, in as many rows
 * as it has: a person whose rows are all alike is singled out by what is in none of them alone.
 * Descriptions are tried on rows of T and on equally many rows of H, so that no correction for the
 * number of rows is needed. Many descriptions may fit the same row or entity, one at the edge of
 * the table above all: such are not independent, and count for less.
 */
public final class SinglingOut implements MetricFamily {

  private static final Outcome NO_DESCRIPTIONS =
      new Outcome.NotComputed(
          Reason.NotApplicable,
          "too few descriptions fit exactly one synthetic row, or one entity; do its rows repeat each other?");

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.SINGLING_OUT_RISK);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var missing = Attacks.impossible(context);
    if (missing != null) {
      findings.add(Metric.SINGLING_OUT_RISK, missing);
      return;
    }
    var neighbours = Neighbours.of(context);
    var descriptions =
        new Descriptions(
            neighbours.space(),
            neighbours.rows(SYNTHETIC),
            neighbours.who(SYNTHETIC),
            context.sampler().stream("singling-out"));
    List<Box> boxes =
        descriptions.isolating(
            EvaluationLimits.DESCRIPTIONS, some -> fitOne(neighbours.only(some, SYNTHETIC)));
    neighbours.notes().forEach(findings::note);
    if (boxes.size() < Targets.LEAST) {
      findings.add(Metric.SINGLING_OUT_RISK, NO_DESCRIPTIONS);
      return;
    }
    Attacks.addAll(
        Metric.SINGLING_OUT_RISK,
        List.of(attack(neighbours, boxes, descriptions.guessed(EvaluationLimits.DESCRIPTIONS))),
        findings);
  }

  private static AttackFinding attack(Neighbours neighbours, List<Box> boxes, List<Box> guesses) {
    int[] members = neighbours.only(boxes, TRAIN_LIKE_HOLDOUT);
    int[] controls = neighbours.only(boxes, HOLDOUT);
    return new AttackFinding(
        Metric.SINGLING_OUT_RISK,
        null,
        boxes.size(),
        hits(members),
        boxes.size(),
        hits(controls),
        (double) hits(neighbours.only(guesses, TRAIN_LIKE_HOLDOUT)) / guesses.size(),
        1,
        Repeats.factor(List.of(members, controls)));
  }

  private static int hits(int[] ones) {
    return (int) Arrays.stream(ones).filter(one -> one >= 0).count();
  }

  private static boolean[] fitOne(int[] ones) {
    var fit = new boolean[ones.length];
    for (int i = 0; i < ones.length; i++) {
      fit[i] = ones[i] >= 0;
    }
    return fit;
  }
}
