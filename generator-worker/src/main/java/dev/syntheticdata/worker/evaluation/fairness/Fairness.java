package dev.syntheticdata.worker.evaluation.fairness;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.learn.Bootstrap;
import dev.syntheticdata.worker.evaluation.utility.ClassScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Over the groups of each protected column: representation, and for each target the demographic
 * parity difference and the equal opportunity difference (Hardt et al. 2016) of a model trained on
 * S, against a model trained on T, on the rows of H. The worst column and class count. A model's
 * target and the protected column may be the same; then the column takes no part for it.
 */
public final class Fairness implements MetricFamily {

  private static final Logger LOGGER = LoggerFactory.getLogger(Fairness.class);

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.REPRESENTATION,
        Metric.DEMOGRAPHIC_PARITY_DIFFERENCE,
        Metric.EQUAL_OPPORTUNITY_DIFFERENCE);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var columns =
        context.protectedColumns().stream()
            .filter(name -> context.compared().contains(context.train().schema().indexOf(name)))
            .map(name -> Groups.of(context, name))
            .toList();
    if (columns.isEmpty()) {
      var missing =
          new Outcome.NotComputed(
              Reason.ProtectedColumnMissing,
              context.protectedColumns().isEmpty()
                  ? "no column of values is declared as protected (role Protected, or --protected)"
                  : context.protectedColumns().stream()
                      .map(context::notCompared)
                      .collect(Collectors.joining("; ", "protected: ", "")));
      metrics().forEach(metric -> findings.add(metric, missing));
      return;
    }
    Representation.evaluate(context, columns, findings);
    var targets =
        context.targets().stream().filter(target -> ClassScores.isClass(context, target)).toList();
    if (targets.isEmpty()) {
      addOfModels(
          findings,
          null,
          context.targets().isEmpty()
              ? new Outcome.NotComputed(
                  Reason.TargetMissing, "no target column is declared; name one to train a model")
              : new Outcome.NotComputed(
                  Reason.NotApplicable, "no declared target is a class column"));
    }
    for (var target : targets) {
      evaluateTarget(context, columns, findings, target);
    }
  }

  private static void addOfModels(Findings findings, String target, Outcome outcome) {
    findings.add(Metric.DEMOGRAPHIC_PARITY_DIFFERENCE, target, outcome);
    findings.add(Metric.EQUAL_OPPORTUNITY_DIFFERENCE, target, outcome);
  }

  /** Adds the results of one target, whatever happens. */
  private static void evaluateTarget(
      EvaluationContext context, List<Groups> columns, Findings findings, String target) {
    Outcome parity;
    Outcome opportunity;
    try {
      var scores = ClassScores.of(context, target);
      if (scores.failure() != null) {
        addOfModels(findings, target, scores.failure());
        return;
      }
      var rates = rates(columns, scores, target, findings);
      var bootstrap =
          new Bootstrap(
              scores.test().rows(),
              context.entities(scores.test()),
              context.sampler().stream("bootstrap-fairness-" + target));
      parity = outcome(rates, false, bootstrap, scores.test().rows());
      opportunity = outcome(rates, true, bootstrap, scores.test().rows());
    } catch (RuntimeException e) {
      LOGGER.atError().setCause(e).addKeyValue("target", target).log("Fairness metric failed");
      addOfModels(
          findings,
          target,
          new Outcome.NotComputed(
              Reason.ComputationFailed, "the computation broke; see the log of the task"));
      return;
    }
    findings.add(Metric.DEMOGRAPHIC_PARITY_DIFFERENCE, target, parity);
    findings.add(Metric.EQUAL_OPPORTUNITY_DIFFERENCE, target, opportunity);
  }

  private static List<ModelRates> rates(
      List<Groups> columns, ClassScores scores, String target, Findings findings) {
    var all = new ArrayList<ModelRates>();
    for (var groups : columns) {
      for (int c = 0; c < scores.classes().size() && !groups.column().equals(target); c++) {
        var rates = ModelRates.of(groups, scores.test(), scores.classes().get(c));
        all.add(rates);
        describe(
            groups,
            rates,
            scores.classes().size() == 1 ? target : target + ", class " + (c + 1),
            findings);
      }
    }
    return all;
  }

  private static void describe(Groups groups, ModelRates rates, String target, Findings findings) {
    int[] once = once(rates.groupOf().length);
    double[] positiveReal = rates.rates(rates.real(), false, once);
    double[] positiveSynthetic = rates.rates(rates.synthetic(), false, once);
    double[] recallReal = rates.rates(rates.real(), true, once);
    double[] recallSynthetic = rates.rates(rates.synthetic(), true, once);
    for (int group = 0; group < positiveReal.length; group++) {
      if (Double.isFinite(positiveReal[group])) {
        findings.addGroup(
            new GroupFinding(
                groups.column(),
                groups.labels().get(group),
                target,
                null,
                null,
                positiveReal[group],
                positiveSynthetic[group],
                finite(recallReal[group]),
                finite(recallSynthetic[group])));
      }
    }
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Outcome outcome(
      List<ModelRates> rates, boolean amongActual, Bootstrap bootstrap, int rows) {
    int[] once = once(rows);
    double value = worst(rates, r -> r.difference(r.synthetic(), amongActual, once));
    double reference = worst(rates, r -> r.difference(r.real(), amongActual, once));
    if (Double.isNaN(value)) {
      return new Outcome.NotComputed(
          Reason.TooFewRows,
          "no protected column has two groups of %s rows%s in the holdout"
              .formatted(ModelRates.LEAST_ROWS, amongActual ? " of a class" : ""));
    }
    var interval =
        bootstrap.interval(
            weights -> worst(rates, r -> r.difference(r.synthetic(), amongActual, weights)));
    // A largest difference is larger still in most resamples; the value belongs to its interval.
    return Outcome.of(
        value,
        reference,
        interval == null
            ? null
            : new Interval(Math.min(value, interval.low()), Math.max(value, interval.high())));
  }

  private static double worst(List<ModelRates> rates, Function<ModelRates, Double> difference) {
    return rates.stream()
        .map(difference)
        .filter(Double::isFinite)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NaN);
  }

  private static int[] once(int rows) {
    int[] once = new int[rows];
    Arrays.fill(once, 1);
    return once;
  }
}
