package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One-, two- and three-way accuracy as mostlyai-qa defines it: 1 minus total variation over the
 * cells of the k-way table, averaged over tables. Each comes with the value that a perfect sample
 * of the same sizes is expected to reach: {@code 1 - sum over cells of sqrt(2/pi * (p(1-p)/nT +
 * p(1-p)/nS)) / 2}, p being the share in T. Where rows are about entities, see {@link #ofEntities}.
 */
public final class Accuracy implements MetricFamily {

  /** Fewer entities say nothing about their own spread. */
  private static final int LEAST_ENTITIES = 20;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.ACCURACY_1WAY, Metric.ACCURACY_2WAY, Metric.ACCURACY_3WAY);
  }

  @Override
  public boolean comparesDistributions() {
    return true;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    var spread =
        new Jackknife(
            context,
            replicate -> {
              var values = new EnumMap<Metric, Double>(Metric.class);
              means(replicate, new Findings()).forEach((m, mean) -> values.put(m, mean.value()));
              return values;
            });
    var attainable = ofEntities(context);
    means(context, findings)
        .forEach(
            (metric, mean) ->
                findings.add(
                    metric,
                    Outcome.of(
                        mean.value(),
                        attainable.getOrDefault(metric, mean.ceiling()),
                        spread.interval(metric, mean.value()))));
  }

  /**
   * What a perfect sample of as many entities reaches. Rows of one entity are alike, so it is less
   * than of as many rows: the error of one half of T's entities against the other, scaled to the
   * numbers of entities. Empty where each row is about someone of its own.
   */
  private static Map<Metric, Double> ofEntities(EvaluationContext context) {
    var attainable = new EnumMap<Metric, Double>(Metric.class);
    var entities = context.entities(context.train());
    if (entities == null || entities.count() < LEAST_ENTITIES) {
      return attainable;
    }
    int[] place = context.sampler().places("accuracy-halves", entities);
    var halves =
        context.replicate(
            half(context.train(), entities, place, 0),
            half(context.train(), entities, place, 1),
            context.limits());
    double other = context.entities(context.synthetic()).count();
    double scale = Math.sqrt((1 + entities.count() / other) / 4);
    means(halves, new Findings())
        .forEach(
            (metric, mean) -> attainable.put(metric, Math.max(0, 1 - scale * (1 - mean.value()))));
    return attainable;
  }

  private static Table half(Table table, Entities entities, int[] place, int which) {
    return table.select(
        IntStream.range(0, table.rows())
            .filter(row -> place[entities.ofRow()[row]] % 2 == which)
            .toArray());
  }

  private static Map<Metric, Mean> means(EvaluationContext context, Findings findings) {
    var binned = BinnedColumns.of(context);
    var single = new Mean();
    for (int i = 0; i < context.compared().size(); i++) {
      var accuracy = Score.of(binned.counts(i));
      single.add(accuracy);
      var column = context.schema(context.compared().get(i));
      findings.addColumn(
          ColumnFinding.accuracy(
              column.name(), column.type(), accuracy.value(), accuracy.ceiling()));
    }
    var means = new EnumMap<Metric, Mean>(Metric.class);
    means.put(Metric.ACCURACY_1WAY, single);
    means.put(Metric.ACCURACY_2WAY, mean(context, 2, "Two-way accuracy", findings));
    means.put(Metric.ACCURACY_3WAY, mean(context, 3, "Three-way accuracy", findings));
    return means;
  }

  private static Mean mean(EvaluationContext context, int k, String what, Findings findings) {
    record Scored(int[] columns, Score score) {}
    var mean = new Mean();
    var scores =
        KWayTables.read(
            context,
            k,
            what,
            findings,
            (columns, real, synthetic) ->
                new Scored(columns, Score.of(new CellCounts(real, synthetic))));
    for (var scored : scores) {
      mean.add(scored.score);
      if (k == 2) {
        findings.addPair(finding(context, scored.columns, scored.score));
      }
    }
    return mean;
  }

  private static PairFinding finding(EvaluationContext context, int[] pair, Score score) {
    return PairFinding.accuracy(
        context.schema(context.compared().get(pair[0])).name(),
        context.schema(context.compared().get(pair[1])).name(),
        score.value());
  }

  /**
   * The accuracy of one table.
   *
   * @param value 0 to 1
   * @param ceiling its expectation for a perfect sample
   */
  record Score(double value, double ceiling) {

    static Score of(CellCounts counts) {
      long real = 0;
      long synthetic = 0;
      for (int cell = 0; cell < counts.real().length; cell++) {
        real += counts.real()[cell];
        synthetic += counts.synthetic()[cell];
      }
      double expected = 0;
      for (int count : counts.real()) {
        if (count == 0) {
          continue;
        }
        double p = (double) count / real;
        expected += Math.sqrt(2 / Math.PI * p * (1 - p) * (1.0 / real + 1.0 / synthetic));
      }
      return new Score(
          Similarity.totalVariation(counts.real(), counts.synthetic()),
          Math.max(0, 1 - expected / 2));
    }
  }

  /** The mean over tables, in the order they are added. */
  private static final class Mean {
    private double values;
    private double ceilings;
    private int count;

    void add(Score score) {
      values += score.value();
      ceilings += score.ceiling();
      count++;
    }

    double value() {
      return values / count;
    }

    double ceiling() {
      return ceilings / count;
    }
  }
}
