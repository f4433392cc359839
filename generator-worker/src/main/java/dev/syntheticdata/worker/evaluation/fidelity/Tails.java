package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the tails of numeric columns lie: the distance between S and T of the quantiles at 1, 5, 95
 * and 99 %, in units of T's span from 1 to 99 %. The mean over a column's four, then the mean over
 * columns and the worst column. A column whose span is 0 takes no part; one without value in S has
 * an error of 1.
 */
public final class Tails implements MetricFamily {

  private static final double[] QUANTILES = {0.01, 0.05, 0.95, 0.99};

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.TAIL_ERROR, Metric.TAIL_ERROR_WORST);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var columns = columns(context);
    double[] errors = errors(columns, context.synthetic());
    double[] reference =
        context.holdout() == null ? new double[0] : errors(columns, context.holdout());
    var spread = new Jackknife(context, Tails::values);
    add(findings, spread, Metric.TAIL_ERROR, mean(errors), mean(reference));
    add(findings, spread, Metric.TAIL_ERROR_WORST, worst(errors), worst(reference));
    IntStream.range(0, errors.length)
        .filter(i -> errors[i] > 0 && errors[i] == worst(errors))
        .findFirst()
        .ifPresent(i -> findings.note(worstIs(context, columns.get(i))));
  }

  private static String worstIs(EvaluationContext context, RealColumn column) {
    return "%s is that of %s."
        .formatted(Metric.TAIL_ERROR_WORST.id(), context.schema(column.index).name());
  }

  private static void add(
      Findings findings, Jackknife spread, Metric metric, double value, double reference) {
    findings.add(metric, Outcome.of(value, reference, spread.interval(metric, value)));
  }

  private static Map<Metric, Double> values(EvaluationContext context) {
    double[] errors = errors(columns(context), context.synthetic());
    return Map.of(Metric.TAIL_ERROR, mean(errors), Metric.TAIL_ERROR_WORST, worst(errors));
  }

  private static List<RealColumn> columns(EvaluationContext context) {
    return context.compared().parallelStream()
        .filter(context::isNumeric)
        .map(index -> RealColumn.of(context, index))
        .filter(column -> column.span > 0)
        .toList();
  }

  /** A column of T: its quantiles and what they are measured in. */
  private record RealColumn(int index, double[] places, double span) {

    static RealColumn of(EvaluationContext context, int index) {
      double[] sorted = context.train().columns().get(index).sorted();
      if (sorted.length == 0) {
        return new RealColumn(index, new double[0], 0);
      }
      double[] places = quantilesOf(sorted);
      return new RealColumn(index, places, places[places.length - 1] - places[0]);
    }

    double error(double[] sorted) {
      if (sorted.length == 0) {
        return 1;
      }
      double[] theirs = quantilesOf(sorted);
      double sum = 0;
      for (int q = 0; q < QUANTILES.length; q++) {
        sum += Math.abs(theirs[q] - places[q]);
      }
      return sum / QUANTILES.length / span;
    }
  }

  private static double[] errors(List<RealColumn> columns, Table other) {
    return columns.parallelStream()
        .mapToDouble(column -> column.error(other.columns().get(column.index).sorted()))
        .toArray();
  }

  private static double[] quantilesOf(double[] sorted) {
    return Arrays.stream(QUANTILES).map(q -> quantile(sorted, q)).toArray();
  }

  /** Linear between order statistics (type 7 of Hyndman and Fan, as numpy's default). */
  static double quantile(double[] sorted, double q) {
    double at = q * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double worst(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }
}
