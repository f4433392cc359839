package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Column shapes, column pair trends and their mean, the quality score, as SDMetrics defines them.
 * Two rules are ours: a column that has values in T and none in the other table scores 0 instead of
 * being left out, and bin edges come from T only.
 */
public final class SdmetricsQuality implements MetricFamily {

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.COLUMN_SHAPES, Metric.COLUMN_PAIR_TRENDS, Metric.QUALITY_SCORE);
  }

  @Override
  public boolean comparesDistributions() {
    return true;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    double shapes = shapes(context, findings);
    double shapesReference = mean(shapesOf(context, context.holdout()));
    var pairs = new PairTrends(context);
    var trends = pairs.against(context.synthetic());
    trends.forEach(findings::addPair);
    double trend = mean(trends.stream().map(PairFinding::score).toList());
    double trendReference =
        context.holdout() == null
            ? Double.NaN
            : mean(pairs.against(context.holdout()).stream().map(PairFinding::score).toList());
    pairs.note().ifPresent(findings::note);

    var spread = new Jackknife(context, SdmetricsQuality::values);
    add(findings, spread, Metric.COLUMN_SHAPES, shapes, shapesReference);
    add(findings, spread, Metric.COLUMN_PAIR_TRENDS, trend, trendReference);
    add(
        findings,
        spread,
        Metric.QUALITY_SCORE,
        (shapes + trend) / 2,
        (shapesReference + trendReference) / 2);
  }

  private static void add(
      Findings findings, Jackknife spread, Metric metric, double value, double reference) {
    findings.add(metric, Outcome.of(value, reference, spread.interval(metric, value)));
  }

  private static Map<Metric, Double> values(EvaluationContext context) {
    double shapes = mean(shapesOf(context, context.synthetic()));
    double trend =
        mean(
            new PairTrends(context)
                .against(context.synthetic()).stream().map(PairFinding::score).toList());
    return Map.of(
        Metric.COLUMN_SHAPES, shapes,
        Metric.COLUMN_PAIR_TRENDS, trend,
        Metric.QUALITY_SCORE, (shapes + trend) / 2);
  }

  private static double shapes(EvaluationContext context, Findings findings) {
    var scores = shapesOf(context, context.synthetic());
    var references = shapesOf(context, context.holdout());
    for (int i = 0; i < scores.size(); i++) {
      int index = context.compared().get(i);
      findings.addColumn(
          ColumnFinding.shape(
              context.schema(index).name(),
              context.schema(index).type(),
              scores.get(i),
              references.isEmpty() ? null : references.get(i),
              missingShare(context.train(), index),
              missingShare(context.synthetic(), index)));
    }
    return mean(scores);
  }

  private static List<Double> shapesOf(EvaluationContext context, Table other) {
    if (other == null) {
      return List.of();
    }
    return context.compared().parallelStream().map(index -> shape(context, other, index)).toList();
  }

  private static double shape(EvaluationContext context, Table other, int index) {
    var real = context.train().columns().get(index);
    var synthetic = other.columns().get(index);
    double score =
        context.isNumeric(index)
            ? Similarity.ofSorted(real.sorted(), synthetic.sorted())
            : Similarity.totalVariation(
                counts(real.codes(), context.schema(index).categories().size()),
                counts(synthetic.codes(), context.schema(index).categories().size()));
    return Double.isNaN(score) ? 0 : score;
  }

  private static int[] counts(int[] codes, int categories) {
    int[] counts = new int[categories];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  private static double missingShare(Table table, int index) {
    var column = table.columns().get(index);
    int missing = 0;
    for (int row = 0; row < column.size(); row++) {
      missing += column.isMissing(row) ? 1 : 0;
    }
    return (double) missing / column.size();
  }

  /** The mean of what is not null; NaN where nothing is. */
  private static double mean(List<Double> values) {
    return values.stream()
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }
}
