package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.HOLDOUT;
import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.SYNTHETIC;
import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.TRAIN_LIKE_HOLDOUT;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import java.util.List;

/**
 * Singling out (Giomi et al. 2023): the attacker looks for a description that fits one row of S and
 * hopes that it fits one real row. Descriptions are tried on rows of T and on equally many rows of
 * H, so that no correction for the number of rows is needed.
 */
public final class SinglingOut implements MetricFamily {

  private static final int DESCRIPTIONS = 1_000;

  private static final Outcome NO_DESCRIPTIONS =
      new Outcome.NotComputed(
          Reason.NotApplicable,
          "too few descriptions fit exactly one synthetic row; do its rows repeat each other?");

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
            context.sampler().stream("singling-out"));
    List<Box> boxes =
        descriptions.isolating(DESCRIPTIONS, some -> neighbours.single(some, SYNTHETIC));
    neighbours.notes().forEach(findings::note);
    if (boxes.size() < Targets.LEAST) {
      findings.add(Metric.SINGLING_OUT_RISK, NO_DESCRIPTIONS);
      return;
    }
    Attacks.addAll(
        Metric.SINGLING_OUT_RISK,
        List.of(attack(neighbours, boxes, descriptions.guessed(DESCRIPTIONS))),
        findings);
  }

  private static AttackFinding attack(Neighbours neighbours, List<Box> boxes, List<Box> guesses) {
    return new AttackFinding(
        Metric.SINGLING_OUT_RISK,
        null,
        boxes.size(),
        hits(neighbours.single(boxes, TRAIN_LIKE_HOLDOUT)),
        boxes.size(),
        hits(neighbours.single(boxes, HOLDOUT)),
        (double) hits(neighbours.single(guesses, TRAIN_LIKE_HOLDOUT)) / guesses.size());
  }

  private static int hits(boolean[] single) {
    int hits = 0;
    for (boolean hit : single) {
      hits += hit ? 1 : 0;
    }
    return hits;
  }
}
