package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.learn.Bootstrap;
import dev.syntheticdata.worker.evaluation.utility.ClassScores;
import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Whether what sets rare classes of a target apart is in S: how many of their unseen real rows a
 * model trained on S finds, against one trained on T.
 */
public final class RareClasses implements MetricFamily {

  static final double RARE = 0.05;
  static final int LEAST_ROWS = 10;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.RARE_CLASS_RECALL);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var targets =
        context.targets().stream().filter(target -> ClassScores.isClass(context, target)).toList();
    if (targets.isEmpty()) {
      findings.add(
          Metric.RARE_CLASS_RECALL,
          context.targets().isEmpty()
              ? new Outcome.NotComputed(
                  Reason.TargetMissing, "no target column is declared; name one to train a model")
              : new Outcome.NotComputed(
                  Reason.NotApplicable, "no declared target is a class column"));
    }
    for (var target : targets) {
      findings.add(Metric.RARE_CLASS_RECALL, target, recall(context, target, findings));
    }
  }

  private static Outcome recall(EvaluationContext context, String target, Findings findings) {
    var scores = ClassScores.of(context, target, RARE);
    if (scores.failure() != null) {
      return scores.failure();
    }
    if (scores.classes().isEmpty()) {
      return new Outcome.NotComputed(
          Reason.NotApplicable,
          "no class of the target has less than %s of the real rows".formatted(RARE));
    }
    var found =
        scores.classes().stream()
            .filter(one -> count(one.actual()) >= LEAST_ROWS)
            .map(Found::of)
            .toList();
    if (found.isEmpty()) {
      return new Outcome.NotComputed(
          Reason.TooFewRows, "no rare class has %s rows in the holdout".formatted(LEAST_ROWS));
    }
    int[] once = new int[scores.test().rows()];
    Arrays.fill(once, 1);
    var entities = context.entities(scores.test());
    found.forEach(one -> findings.addCoverage(one.finding(target, once, entities)));
    if (found.size() < scores.classes().size()) {
      findings.note(
          "Of the %s rare classes of %s, %s have fewer than %s rows in the holdout and are not measured."
              .formatted(
                  scores.classes().size(),
                  target,
                  scores.classes().size() - found.size(),
                  LEAST_ROWS));
    }
    var bootstrap =
        new Bootstrap(once.length, entities, context.sampler().stream("bootstrap-rare-" + target));
    return Outcome.of(
        mean(found, Found::bySynthetic, once),
        mean(found, Found::byReal, once),
        bootstrap.interval(weights -> mean(found, Found::bySynthetic, weights)));
  }

  private static int count(boolean[] members) {
    int count = 0;
    for (boolean is : members) {
      count += is ? 1 : 0;
    }
    return count;
  }

  private static double mean(List<Found> classes, Function<Found, double[]> model, int[] weights) {
    return classes.stream()
        .mapToDouble(one -> one.recall(model.apply(one), weights))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * What is found of a class.
   *
   * @param scores what models say of the class
   * @param members test rows of the class
   * @param byReal whether the model of T takes a test row for one
   * @param bySynthetic whether the model of S does
   */
  private record Found(
      ClassScores.OfClass scores, int[] members, double[] byReal, double[] bySynthetic) {

    static Found of(ClassScores.OfClass scores) {
      return new Found(
          scores,
          IntStream.range(0, scores.actual().length).filter(row -> scores.actual()[row]).toArray(),
          ClassScores.taken(scores.onReal(), scores.share()),
          ClassScores.taken(scores.onSynthetic(), scores.share()));
    }

    /** NaN where no member has weight. */
    double recall(double[] taken, int[] weights) {
      double found = 0;
      double all = 0;
      for (int row : members) {
        found += weights[row] * taken[row];
        all += weights[row];
      }
      return found / all;
    }

    /** What may be told of it: its name where enough people are of the class. */
    CoverageFinding.RareClass finding(String target, int[] once, Entities entities) {
      int[] who = new int[once.length];
      Arrays.fill(who, -1);
      Arrays.stream(members).forEach(row -> who[row] = 0);
      return new CoverageFinding.RareClass(
          target,
          People.enough(who, 1, entities)[0] ? scores.label() : null,
          scores.share(),
          scores.shareSynthetic(),
          members.length,
          recall(byReal, once),
          recall(bySynthetic, once));
    }
  }
}
