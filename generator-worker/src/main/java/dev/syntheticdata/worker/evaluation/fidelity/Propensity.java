package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.RowStack;
import dev.syntheticdata.worker.learn.LinearFeatures;
import dev.syntheticdata.worker.learn.LinearModel;
import dev.syntheticdata.worker.learn.Loss;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Propensity score mean squared error (Snoke et al. 2018): a logistic regression is fitted to tell
 * rows of S from rows of T, {@code pMSE = mean of (p - c)^2} over the rows it was fitted on, c
 * being the share of rows of S. With k weights besides the constant, a correct synthesis is
 * expected to reach {@code k (1 - c)^2 c / N} by chance; the ratio is pMSE over that.
 *
 * <p>The regression sees each column, and squares and products of the first {@value #PRODUCTS}
 * ordered ones. What it does not see {@link Detection} may.
 */
public final class Propensity implements MetricFamily {

  private static final int PRODUCTS = 8;
  private static final int LEAST_ROWS = 100;

  /** Only keeps weights finite where a value occurs in one table alone. */
  private static final double PENALTY = 0.01;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.PMSE, Metric.PMSE_RATIO);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    int limit = context.limits().detectionRows();
    int real = Math.min(limit, context.train().rows());
    int synthetic = Math.min(limit, context.synthetic().rows());
    if (Math.min(real, synthetic) < LEAST_ROWS) {
      var few =
          new Outcome.NotComputed(
              Reason.TooFewRows,
              "needs %s rows of each table, there are %s"
                  .formatted(LEAST_ROWS, Math.min(real, synthetic)));
      metrics().forEach(metric -> findings.add(metric, few));
      return;
    }
    if (real < context.train().rows() || synthetic < context.synthetic().rows()) {
      findings.note("The propensity score uses a sample of %s rows of a table.".formatted(limit));
    }
    var fitted = Fitted.of(context, real, synthetic);
    if (fitted.freedom < 0.5) {
      metrics().forEach(metric -> findings.add(metric, Outcome.of(Double.NaN, null)));
      return;
    }
    var spread =
        new Jackknife(
            context,
            fewer ->
                Map.of(
                    Metric.PMSE,
                    Fitted.of(
                            fewer,
                            Math.min(limit, fewer.train().rows()),
                            Math.min(limit, fewer.synthetic().rows()))
                        .error));
    var interval = spread.interval(Metric.PMSE, fitted.error);
    double expected = fitted.expected;
    findings.add(Metric.PMSE, Outcome.of(fitted.error, expected, interval));
    findings.add(
        Metric.PMSE_RATIO,
        Outcome.of(
            fitted.error / expected,
            1.0,
            interval == null
                ? null
                : new Interval(interval.low() / expected, interval.high() / expected)));
  }

  /**
   * A fitted regression.
   *
   * @param error its pMSE
   * @param expected what it is by chance
   * @param freedom effective number of weights
   */
  private record Fitted(double error, double expected, double freedom) {

    /** On at most so many rows of each table. */
    static Fitted of(EvaluationContext context, int real, int synthetic) {
      var both =
          RowStack.of(
              sampled(context, context.train(), "propensity-real", real),
              sampled(context, context.synthetic(), "propensity-other", synthetic));
      var labels = new double[real + synthetic];
      Arrays.fill(labels, real, labels.length, 1);
      var features = LinearFeatures.fit(both, context.compared(), PRODUCTS);
      var model = LinearModel.fit(features, both, labels, Loss.LOGISTIC, PENALTY);
      double share = (double) synthetic / labels.length;
      double error =
          Arrays.stream(model.score(both))
              .map(score -> 1 / (1 + Math.exp(-score)) - share)
              .map(difference -> difference * difference)
              .average()
              .orElseThrow();
      double expected = model.freedom() * (1 - share) * (1 - share) * share / labels.length;
      return new Fitted(error, expected, model.freedom());
    }

    private static Table sampled(EvaluationContext context, Table table, String purpose, int rows) {
      return rows == table.rows()
          ? table
          : table.select(context.sampler().sample(purpose, table.rows(), rows));
    }
  }
}
