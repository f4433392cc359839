package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Whether S has the categories T has and reaches the ends of T's ranges, as SDMetrics defines it. A
 * column that is constant in T has no range and is left out; one without any value in S covers
 * nothing.
 */
public final class Coverage implements MetricFamily {

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.CATEGORY_COVERAGE, Metric.RANGE_COVERAGE);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    for (int index : context.compared()) {
      double coverage = coverage(context, context.synthetic(), index);
      if (!Double.isNaN(coverage)) {
        var column = context.schema(index);
        findings.addColumn(ColumnFinding.coverage(column.name(), column.type(), coverage));
      }
    }
    add(context, findings, Metric.CATEGORY_COVERAGE, false);
    add(context, findings, Metric.RANGE_COVERAGE, true);
  }

  private static void add(
      EvaluationContext context, Findings findings, Metric metric, boolean numeric) {
    double reference =
        context.holdout() == null ? Double.NaN : mean(context, context.holdout(), numeric);
    double value = mean(context, context.synthetic(), numeric);
    // Of a range there is none: the ends of a sample follow no common law.
    findings.add(
        metric,
        Outcome.of(
            value,
            reference,
            numeric || Double.isNaN(value) ? null : Interval.ofShare(value, categories(context))));
  }

  /** Categories of all columns that occur in T. */
  private static int categories(EvaluationContext context) {
    return context.compared().stream()
        .filter(index -> !context.isNumeric(index))
        .mapToInt(
            index ->
                (int)
                    Arrays.stream(context.train().columns().get(index).codes())
                        .filter(code -> code >= 0)
                        .distinct()
                        .count())
        .sum();
  }

  private static double mean(EvaluationContext context, Table other, boolean numeric) {
    return context.compared().stream()
        .filter(index -> context.isNumeric(index) == numeric)
        .mapToDouble(index -> coverage(context, other, index))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  private static double coverage(EvaluationContext context, Table other, int index) {
    var real = context.train().columns().get(index);
    var synthetic = other.columns().get(index);
    return context.isNumeric(index)
        ? ofRange(real.numbers(), synthetic.numbers())
        : ofCategories(real.codes(), synthetic.codes(), context.schema(index).categories().size());
  }

  static double ofCategories(int[] real, int[] synthetic, int categories) {
    boolean[] inSynthetic = present(synthetic, categories);
    boolean[] inReal = present(real, categories);
    int wanted = 0;
    int found = 0;
    for (int code = 0; code < categories; code++) {
      wanted += inReal[code] ? 1 : 0;
      found += inReal[code] && inSynthetic[code] ? 1 : 0;
    }
    return (double) found / wanted;
  }

  private static boolean[] present(int[] codes, int categories) {
    var present = new boolean[categories];
    for (int code : codes) {
      if (code >= 0) {
        present[code] = true;
      }
    }
    return present;
  }

  static double ofRange(double[] real, double[] synthetic) {
    var ofReal = Arrays.stream(real).filter(v -> !Double.isNaN(v)).summaryStatistics();
    var ofSynthetic = Arrays.stream(synthetic).filter(v -> !Double.isNaN(v)).summaryStatistics();
    double range = ofReal.getMax() - ofReal.getMin();
    if (range <= 0) {
      return Double.NaN;
    }
    if (ofSynthetic.getCount() == 0) {
      return 0;
    }
    double low = Math.max(0, ofSynthetic.getMin() - ofReal.getMin()) / range;
    double high = Math.max(0, ofReal.getMax() - ofSynthetic.getMax()) / range;
    return Math.max(0, 1 - low - high);
  }
}
