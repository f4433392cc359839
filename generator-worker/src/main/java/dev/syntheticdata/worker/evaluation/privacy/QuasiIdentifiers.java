package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that can be told by the columns declared as quasi-identifiers: how few rows of S share one
 * combination of them (Samarati and Sweeney 1998), and how many people are unique by them both
 * among the real rows and in S (replicated uniques, Raab et al. 2024). Ordered columns of more than
 * {@value #BINS} values count by twentieths of T.
 */
public final class QuasiIdentifiers implements MetricFamily {

  private static final int BINS = 20;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.K_ANONYMITY, Metric.REPLICATED_UNIQUES);
  }

  @Override
  public void require(EvaluationContext context) {
    context.requireColumns("quasi-identifier", context.disclosure().quasiIdentifiers());
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    int[] columns =
        context.compared().stream()
            .filter(i -> context.disclosure().quasiIdentifiers().contains(context.schema(i).name()))
            .mapToInt(Integer::intValue)
            .toArray();
    if (columns.length == 0) {
      var declared = context.disclosure().quasiIdentifiers();
      var none =
          new Outcome.NotComputed(
              Reason.NotApplicable,
              declared.isEmpty()
                  ? context.disclosure().noQuasiIdentifiers()
                  : "the quasi-identifiers %s take no part in any metric"
                      .formatted(String.join(", ", declared)));
      metrics().forEach(metric -> findings.add(metric, none));
      return;
    }
    var keys = new Keys(context.train(), columns);
    var synthetic = count(keys.of(context.synthetic()));
    findings.add(
        Metric.K_ANONYMITY,
        Outcome.of(least(synthetic), (double) least(count(keys.of(context.train())))));
    if (context.holdout() == null) {
      findings.add(Metric.REPLICATED_UNIQUES, context.baselineMissing());
      return;
    }
    int size = Neighbours.of(context).balanced();
    int[] rows = context.sampler().sample("quasi-identifiers", context.train().rows(), size);
    double share = replicated(keys.of(context.train().select(rows)), synthetic);
    findings.add(
        Metric.REPLICATED_UNIQUES,
        Outcome.of(
            share,
            replicated(keys.of(context.holdout()), synthetic),
            Interval.ofShare(share, rows.length)));
  }

  private static Map<Long, Integer> count(long[] keys) {
    var counts = new HashMap<Long, Integer>();
    for (long key : keys) {
      counts.merge(key, 1, Integer::sum);
    }
    return counts;
  }

  private static int least(Map<Long, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).min().orElseThrow();
  }

  private static double replicated(long[] real, Map<Long, Integer> synthetic) {
    var counts = count(real);
    long unique =
        Arrays.stream(real)
            .filter(key -> counts.get(key) == 1 && synthetic.getOrDefault(key, 0) == 1)
            .count();
    return (double) unique / real.length;
  }

  /** A number for each row, by which rows of one combination are known: a hash of 64 bits. */
  private static final class Keys {

    private final int[] columns;
    private final double[][] edges;

    Keys(Table reference, int[] columns) {
      this.columns = columns;
      this.edges =
          Arrays.stream(columns)
              .mapToObj(i -> edges(reference.columns().get(i)))
              .toArray(double[][]::new);
    }

    private static double[] edges(Column column) {
      if (column.codes() != null) {
        return null;
      }
      double[] sorted =
          Arrays.stream(column.numbers()).filter(v -> !Double.isNaN(v)).sorted().toArray();
      double[] distinct = Arrays.stream(sorted).distinct().toArray();
      if (distinct.length <= BINS) {
        return distinct;
      }
      double[] edges = new double[BINS - 1];
      for (int i = 0; i < edges.length; i++) {
        edges[i] = sorted[(int) ((long) (i + 1) * sorted.length / BINS)];
      }
      return edges;
    }

    long[] of(Table table) {
      long[] keys = new long[table.rows()];
      for (int j = 0; j < columns.length; j++) {
        var column = table.columns().get(columns[j]);
        for (int row = 0; row < keys.length; row++) {
          long mixed = (keys[row] ^ cell(column, row, edges[j])) * 0x9E3779B97F4A7C15L;
          keys[row] = mixed ^ mixed >>> 29;
        }
      }
      return keys;
    }

    private static int cell(Column column, int row, double[] edges) {
      if (column.codes() != null) {
        return column.codes()[row];
      }
      double value = column.numbers()[row];
      if (Double.isNaN(value)) {
        return -1;
      }
      int at = Arrays.binarySearch(edges, value);
      return at >= 0 ? at + 1 : -at - 1;
    }
  }
}
