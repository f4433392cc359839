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
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Column shapes, column pair trends and their mean, the quality score, as SDMetrics defines them,
 * and the parts of them that are about columns and pairs of one kind. Two rules are ours: a column
 * that has values in T and none in the other table scores 0 instead of being left out, and bin
 * edges come from T only.
 */
public final class SdmetricsQuality implements MetricFamily {

  /** What column shapes and column pair trends are made of: no news where there is little room. */
  public static final Set<Metric> PARTS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Metric.KS_COMPLEMENT,
              Metric.TV_COMPLEMENT,
              Metric.CORRELATION_SIMILARITY,
              Metric.CONTINGENCY_SIMILARITY,
              Metric.MIXED_PAIR_SIMILARITY));

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.COLUMN_SHAPES,
        Metric.COLUMN_PAIR_TRENDS,
        Metric.QUALITY_SCORE,
        Metric.KS_COMPLEMENT,
        Metric.TV_COMPLEMENT,
        Metric.CORRELATION_SIMILARITY,
        Metric.CONTINGENCY_SIMILARITY,
        Metric.MIXED_PAIR_SIMILARITY);
  }

  @Override
  public boolean comparesDistributions() {
    return true;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var pairs = new PairTrends(context);
    var scores = Scores.of(context, pairs, context.synthetic());
    var reference = context.holdout() == null ? null : Scores.of(context, pairs, context.holdout());
    describe(context, scores.shapes, reference == null ? null : reference.shapes, findings);
    scores.trends.forEach(findings::addPair);
    pairs.note().ifPresent(findings::note);

    var ofHoldout = reference == null ? Map.<Metric, Double>of() : reference.means(context);
    var spread =
        new Jackknife(
            context,
            fewer -> Scores.of(fewer, new PairTrends(fewer), fewer.synthetic()).means(fewer));
    scores
        .means(context)
        .forEach(
            (metric, value) ->
                findings.add(
                    metric,
                    Outcome.of(value, ofHoldout.get(metric), spread.interval(metric, value))));
  }

  /**
   * What a table scores against T.
   *
   * @param shapes of each compared column
   * @param trends of each pair of them
   */
  private record Scores(List<Double> shapes, List<PairFinding> trends) {

    static Scores of(EvaluationContext context, PairTrends pairs, Table other) {
      return new Scores(
          context.compared().parallelStream().map(index -> shape(context, other, index)).toList(),
          pairs.against(other));
    }

    /** The metrics: NaN where there is no such column or pair. */
    Map<Metric, Double> means(EvaluationContext context) {
      var means = new EnumMap<Metric, Double>(Metric.class);
      double all = mean(shapes);
      double trend = mean(trends.stream().map(PairFinding::score).toList());
      means.put(Metric.COLUMN_SHAPES, all);
      means.put(Metric.COLUMN_PAIR_TRENDS, trend);
      means.put(Metric.QUALITY_SCORE, (all + trend) / 2);
      means.put(Metric.KS_COMPLEMENT, shapes(context, true));
      means.put(Metric.TV_COMPLEMENT, shapes(context, false));
      means.put(Metric.CORRELATION_SIMILARITY, trends(context, 2));
      means.put(Metric.CONTINGENCY_SIMILARITY, trends(context, 0));
      means.put(Metric.MIXED_PAIR_SIMILARITY, trends(context, 1));
      return means;
    }

    private double shapes(EvaluationContext context, boolean numeric) {
      return mean(
          IntStream.range(0, shapes.size())
              .filter(i -> context.isNumeric(context.compared().get(i)) == numeric)
              .mapToObj(shapes::get)
              .toList());
    }

    /** Over the pairs of which so many columns are numeric. */
    private double trends(EvaluationContext context, int numeric) {
      var ordered =
          context.compared().stream()
              .filter(context::isNumeric)
              .map(index -> context.schema(index).name())
              .collect(Collectors.toSet());
      return mean(
          trends.stream()
              .filter(
                  pair ->
                      Stream.of(pair.first(), pair.second()).filter(ordered::contains).count()
                          == numeric)
              .map(PairFinding::score)
              .toList());
    }
  }

  private static void describe(
      EvaluationContext context, List<Double> scores, List<Double> references, Findings findings) {
    for (int i = 0; i < scores.size(); i++) {
      int index = context.compared().get(i);
      findings.addColumn(
          ColumnFinding.shape(
              context.schema(index).name(),
              context.schema(index).type(),
              scores.get(i),
              references == null ? null : references.get(i),
              missingShare(context.train(), index),
              missingShare(context.synthetic(), index)));
    }
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
