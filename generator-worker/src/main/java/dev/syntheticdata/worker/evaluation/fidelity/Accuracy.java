package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Jackknife;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.PairFinding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One-, two- and three-way accuracy as mostlyai-qa defines it: 1 minus total variation over the
 * cells of the k-way table, averaged over tables. Each comes with the value that a perfect sample
 * of the same sizes is expected to reach: {@code 1 - sum over cells of sqrt(2/pi * (p(1-p)/nT +
 * p(1-p)/nS)) / 2}, p being the share in T.
 */
public final class Accuracy implements MetricFamily {

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
    means(context, findings)
        .forEach(
            (metric, mean) ->
                findings.add(
                    metric,
                    Outcome.of(
                        mean.value(), mean.ceiling(), spread.interval(metric, mean.value()))));
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
