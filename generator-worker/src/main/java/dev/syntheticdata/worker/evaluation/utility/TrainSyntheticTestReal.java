package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.EvaluationLimits;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.learn.Bootstrap;
import dev.syntheticdata.worker.evaluation.learn.RankCorrelation;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Train on synthetic, test on real, against train on real, test on real: the same learner, the same
 * number of training rows where S has as many, the same test rows. Once with boosted trees, once
 * with a linear model. The intervals are bootstrap intervals over the test rows; they do not hold
 * the spread from another training sample.
 */
public final class TrainSyntheticTestReal implements MetricFamily {

  private static final Logger LOGGER = LoggerFactory.getLogger(TrainSyntheticTestReal.class);

  /** A linear model learns what it can from few rows. */

  /** Ranks of fewer features agree by chance. */
  private static final int LEAST_FEATURES = 3;

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.TSTR_AUC,
        Metric.TRTR_AUC,
        Metric.TSTR_R2,
        Metric.TRTR_R2,
        Metric.TSTR_RATIO,
        Metric.TSTR_LINEAR_AUC,
        Metric.TRTR_LINEAR_AUC,
        Metric.TSTR_LINEAR_R2,
        Metric.TRTR_LINEAR_R2,
        Metric.TSTR_LINEAR_RATIO,
        Metric.IMPORTANCE_AGREEMENT);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.targets().isEmpty()) {
      var missing =
          new Outcome.NotComputed(
              Reason.TargetMissing, "no target column is declared (role Target, or --target)");
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
    addNotApplicable(
        findings,
        classes,
        "class",
        List.of(Metric.TSTR_AUC, Metric.TRTR_AUC, Metric.TSTR_LINEAR_AUC, Metric.TRTR_LINEAR_AUC));
    addNotApplicable(
        findings,
        numbers,
        "numeric",
        List.of(Metric.TSTR_R2, Metric.TRTR_R2, Metric.TSTR_LINEAR_R2, Metric.TRTR_LINEAR_R2));
  }

  private static void addNotApplicable(
      Findings findings, boolean present, String kind, List<Metric> metrics) {
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
    var rows = rows(context, target);
    if (rows.failure() == null) {
      noteRows(findings, target, context, rows);
    }
    for (var learner : Learner.values()) {
      var failure = rows.failure();
      if (failure == null) {
        try {
          compare(context, findings, target, rows, learner);
        } catch (RuntimeException e) {
          LOGGER
              .atError()
              .setCause(e)
              .addKeyValue("target", target)
              .addKeyValue("learner", learner)
              .log("Utility metric failed");
          failure =
              new Outcome.NotComputed(
                  Reason.ComputationFailed, "the computation broke; see the log of the task");
        }
      }
      if (failure != null) {
        addFailure(findings, target, rows.isClass(), learner, failure);
      }
    }
    return rows.isClass();
  }

  private static TargetRows rows(EvaluationContext context, String target) {
    try {
      return TargetRows.of(context, target);
    } catch (RuntimeException e) {
      LOGGER.atError().setCause(e).addKeyValue("target", target).log("Utility metrics failed");
      return TargetRows.failed(
          null, Reason.ComputationFailed, "the computation broke; see the log of the task");
    }
  }

  private static void addFailure(
      Findings findings, String target, boolean isClass, Learner learner, Outcome failure) {
    var metrics =
        switch (learner) {
          case BOOSTED ->
              isClass
                  ? List.of(Metric.TSTR_AUC, Metric.TRTR_AUC, Metric.TSTR_RATIO)
                  : List.of(Metric.TSTR_R2, Metric.TRTR_R2, Metric.TSTR_RATIO);
          case LINEAR ->
              isClass
                  ? List.of(
                      Metric.TSTR_LINEAR_AUC, Metric.TRTR_LINEAR_AUC, Metric.TSTR_LINEAR_RATIO)
                  : List.of(Metric.TSTR_LINEAR_R2, Metric.TRTR_LINEAR_R2, Metric.TSTR_LINEAR_RATIO);
        };
    metrics.forEach(metric -> findings.add(metric, target, failure));
    if (learner == Learner.BOOSTED) {
      findings.add(Metric.IMPORTANCE_AGREEMENT, target, failure);
    }
  }

  /** Everything is computed before anything is added, so that a failure leaves no half. */
  private static void compare(
      EvaluationContext context,
      Findings findings,
      String target,
      TargetRows rows,
      Learner learner) {
    var task = rows.task();
    var sources = List.of(rows.real(), rows.synthetic());
    var learned =
        sources.parallelStream()
            .map(
                source ->
                    task.learn(
                        learner, limited(context, source, learner), rows.test(), rows.features()))
            .toList();
    var onReal = learned.get(0);
    var onSynthetic = learned.get(1);
    int[] once = new int[rows.test().rows()];
    Arrays.fill(once, 1);
    double trtr = onReal.score(once);
    double tstr = onSynthetic.score(once);
    var bootstrap =
        new Bootstrap(
            once.length,
            context.entities(rows.test()),
            context.sampler().stream("bootstrap-" + target));
    var ofSynthetic = Outcome.of(tstr, trtr, bootstrap.interval(onSynthetic::score));
    var ofReal = Outcome.of(trtr, null, bootstrap.interval(onReal::score));
    var ratio =
        trtr > 0
            ? Outcome.of(
                Math.max(0, tstr / trtr), 1.0, ratioInterval(bootstrap, onReal, onSynthetic))
            : new Outcome.NotComputed(
                Reason.NotApplicable,
                "a model trained on real rows does not predict this target either");
    var agreement = learner == Learner.BOOSTED ? agreement(rows, onReal, onSynthetic) : null;
    findings.add(task.tstr(learner), target, ofSynthetic);
    findings.add(task.trtr(learner), target, ofReal);
    findings.add(
        learner == Learner.BOOSTED ? Metric.TSTR_RATIO : Metric.TSTR_LINEAR_RATIO, target, ratio);
    if (agreement != null) {
      findings.add(Metric.IMPORTANCE_AGREEMENT, target, agreement);
    }
  }

  private static Table limited(EvaluationContext context, Table table, Learner learner) {
    return learner == Learner.LINEAR && table.rows() > EvaluationLimits.LINEAR_ROWS
        ? table.select(
            context.sampler().sample("utility-linear", table.rows(), EvaluationLimits.LINEAR_ROWS))
        : table;
  }

  private static Outcome agreement(TargetRows rows, Prediction onReal, Prediction onSynthetic) {
    int features = rows.features().size();
    if (features < LEAST_FEATURES) {
      return new Outcome.NotComputed(
          Reason.NotApplicable,
          "needs %s columns to predict from, there are %s".formatted(LEAST_FEATURES, features));
    }
    double value = RankCorrelation.of(onReal.importances(), onSynthetic.importances());
    return Outcome.of(
        value, attainableAgreement(rows, onReal), RankCorrelation.interval(value, features));
  }

  /** What a model agrees that learned from the rows of H; null where they are too few. */
  private static Double attainableAgreement(TargetRows rows, Prediction onReal) {
    if (rows.test().rows() < TargetRows.LEAST_TRAINING_ROWS) {
      return null;
    }
    var onHoldout = rows.task().learn(Learner.BOOSTED, rows.test(), rows.test(), rows.features());
    return RankCorrelation.of(onReal.importances(), onHoldout.importances());
  }

  private static Interval ratioInterval(
      Bootstrap bootstrap, Prediction onReal, Prediction onSynthetic) {
    return bootstrap.interval(
        weights -> {
          double baseline = onReal.score(weights);
          return baseline > 0 ? Math.max(0, onSynthetic.score(weights) / baseline) : Double.NaN;
        });
  }

  private static void noteRows(
      Findings findings, String target, EvaluationContext context, TargetRows rows) {
    int real = rows.real().rows();
    if (real == context.limits().trainingRows()) {
      findings.note("Utility models learn from a sample of %s rows.".formatted(real));
    }
    if (real > EvaluationLimits.LINEAR_ROWS) {
      findings.note(
          "Linear models learn from a sample of %s rows.".formatted(EvaluationLimits.LINEAR_ROWS));
    }
    if (rows.synthetic().rows() < 0.9 * real) {
      findings.note(
          "For target %s the synthetic table has %s rows to learn from, the real one %s."
              .formatted(target, rows.synthetic().rows(), real));
    }
  }
}
