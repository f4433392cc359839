package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.learn.Bootstrap;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Train on synthetic, test on real, against train on real, test on real: the same learner, the same
 * number of training rows where S has as many, the same test rows. The intervals are bootstrap
 * intervals over the test rows; they do not hold the spread from another training sample.
 */
public final class TrainSyntheticTestReal implements MetricFamily {

  private static final Logger LOGGER = LoggerFactory.getLogger(TrainSyntheticTestReal.class);
  private static final int LEAST_TEST_ROWS = 20;
  private static final int LEAST_TRAINING_ROWS = 50;

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.TSTR_AUC, Metric.TRTR_AUC, Metric.TSTR_R2, Metric.TRTR_R2, Metric.TSTR_RATIO);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.targets().isEmpty()) {
      var missing =
          new Outcome.NotComputed(
              Reason.TargetMissing, "no target column is declared; name one to measure utility");
      metrics().forEach(metric -> findings.add(metric, missing));
      return;
    }
    boolean classes = false;
    boolean numbers = false;
    for (var target : context.targets()) {
      boolean isClass = evaluateTarget(context, findings, target);
      classes |= isClass;
      numbers |= !isClass;
    }
    addNotApplicable(findings, classes, "class", Metric.TSTR_AUC, Metric.TRTR_AUC);
    addNotApplicable(findings, numbers, "numeric", Metric.TSTR_R2, Metric.TRTR_R2);
  }

  private static void addNotApplicable(
      Findings findings, boolean present, String kind, Metric... metrics) {
    for (var metric : metrics) {
      if (!present) {
        findings.add(
            metric,
            new Outcome.NotComputed(
                Reason.NotApplicable, "no declared target is a %s column".formatted(kind)));
      }
    }
  }

  /** Adds the results of one target, whatever happens, and says whether it is a class. */
  private static boolean evaluateTarget(
      EvaluationContext context, Findings findings, String target) {
    int index = context.train().schema().indexOf(target);
    var task = taskOf(context, index);
    Outcome failure = task == null ? notUsable(context, index) : null;
    if (failure == null && context.holdout() == null) {
      failure = context.baselineMissing();
    }
    if (failure == null) {
      try {
        failure = compare(context, findings, target, index, task);
      } catch (RuntimeException e) {
        LOGGER.atError().setCause(e).addKeyValue("target", target).log("Utility metric failed");
        failure =
            new Outcome.NotComputed(
                Reason.ComputationFailed, "the computation broke; see the log of the task");
      }
    }
    boolean isClass = !(task instanceof Regression);
    if (failure != null) {
      findings.add(isClass ? Metric.TSTR_AUC : Metric.TSTR_R2, target, failure);
      findings.add(isClass ? Metric.TRTR_AUC : Metric.TRTR_R2, target, failure);
      findings.add(Metric.TSTR_RATIO, target, failure);
    }
    return isClass;
  }

  /** A column of two numbers is a class; null where the target cannot be predicted at all. */
  private static Task taskOf(EvaluationContext context, int index) {
    if (!context.compared().contains(index)) {
      return null;
    }
    if (!context.isNumeric(index)) {
      var task = Classification.of(context.train(), index);
      return task.classes() < 2 ? null : task;
    }
    long values =
        Arrays.stream(context.train().columns().get(index).numbers())
            .filter(v -> !Double.isNaN(v))
            .distinct()
            .limit(3)
            .count();
    return values < 2
        ? null
        : values == 2 ? Classification.of(context.train(), index) : new Regression(index);
  }

  private static Outcome notUsable(EvaluationContext context, int index) {
    return new Outcome.NotComputed(
        Reason.NotApplicable,
        context.compared().contains(index)
            ? "the target has a single value in the real table"
            : "the target is an identifier, a text or an empty column");
  }

  /** Adds the three results, or gives the reason why not. */
  private static Outcome compare(
      EvaluationContext context, Findings findings, String target, int index, Task task) {
    var features = context.compared().stream().filter(i -> i != index).toList();
    if (features.isEmpty()) {
      return new Outcome.NotComputed(
          Reason.NotApplicable, "there is no other column to predict the target from");
    }
    var limits = context.limits();
    var real = rows(context, task, context.train(), "train", limits.trainingRows());
    var synthetic = rows(context, task, context.synthetic(), "synthetic", real.rows());
    var test = rows(context, task, context.holdout(), "test", limits.testRows());
    if (test.rows() < LEAST_TEST_ROWS
        || real.rows() < LEAST_TRAINING_ROWS
        || synthetic.rows() < LEAST_TRAINING_ROWS) {
      return new Outcome.NotComputed(
          Reason.TooFewRows,
          "needs %s rows with a target to learn from and %s in the holdout; real %s, synthetic %s, holdout %s"
              .formatted(
                  LEAST_TRAINING_ROWS,
                  LEAST_TEST_ROWS,
                  real.rows(),
                  synthetic.rows(),
                  test.rows()));
    }
    noteRows(findings, target, context, real, synthetic);
    var onReal = task.learn(real, test, features);
    var onSynthetic = task.learn(synthetic, test, features);
    add(context, findings, target, task, test.rows(), onReal, onSynthetic);
    return null;
  }

  private static void add(
      EvaluationContext context,
      Findings findings,
      String target,
      Task task,
      int testRows,
      Prediction onReal,
      Prediction onSynthetic) {
    int[] once = new int[testRows];
    Arrays.fill(once, 1);
    double trtr = onReal.score(once);
    double tstr = onSynthetic.score(once);
    var bootstrap = new Bootstrap(testRows, context.sampler().stream("bootstrap-" + target));
    findings.add(
        task.tstr(), target, Outcome.of(tstr, trtr, bootstrap.interval(onSynthetic::score)));
    findings.add(task.trtr(), target, Outcome.of(trtr, null, bootstrap.interval(onReal::score)));
    findings.add(
        Metric.TSTR_RATIO,
        target,
        trtr > 0
            ? Outcome.of(
                Math.max(0, tstr / trtr), 1.0, ratioInterval(bootstrap, onReal, onSynthetic))
            : new Outcome.NotComputed(
                Reason.NotApplicable,
                "a model trained on real rows does not predict this target either"));
  }

  private static Interval ratioInterval(
      Bootstrap bootstrap, Prediction onReal, Prediction onSynthetic) {
    return bootstrap.interval(
        weights -> {
          double baseline = onReal.score(weights);
          return baseline > 0 ? Math.max(0, onSynthetic.score(weights) / baseline) : Double.NaN;
        });
  }

  private static Table rows(
      EvaluationContext context, Task task, Table table, String role, int limit) {
    int[] usable = task.usableRows(table);
    int[] chosen = context.sampler().sample("utility-" + role, usable.length, limit);
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = usable[chosen[i]];
    }
    return chosen.length == table.rows() ? table : table.select(chosen);
  }

  private static void noteRows(
      Findings findings, String target, EvaluationContext context, Table real, Table synthetic) {
    if (real.rows() == context.limits().trainingRows()) {
      findings.note("Utility models learn from a sample of %s rows.".formatted(real.rows()));
    }
    if (synthetic.rows() < 0.9 * real.rows()) {
      findings.note(
          "For target %s the synthetic table has %s rows to learn from, the real one %s."
              .formatted(target, synthetic.rows(), real.rows()));
    }
  }
}
