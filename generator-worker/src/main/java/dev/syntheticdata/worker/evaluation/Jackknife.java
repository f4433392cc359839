package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Intervals of metrics that compare T and S as wholes, by the jackknife that leaves out a group of
 * rows at a time (Shao and Wu 1989; leaving out groups serves quantiles too). The rows of both
 * tables are divided into {@value #GROUPS} groups, whole entities where rows are about some; the
 * metric is computed without each group, of both tables at once, and the spread of these values
 * gives the standard error.
 *
 * <p>Above {@value #ROWS} rows the groups are made of a seeded sample, and the error is scaled by
 * the root of the rows: an evaluation costs the metric {@value #GROUPS} times on that many rows.
 */
public final class Jackknife {

  private static final int GROUPS = 10;
  private static final int ROWS = 5_000;

  /** Of Student's distribution with nine degrees of freedom, at 0.975. */
  private static final double T = 2.262157162740992;

  /** Fewer rows than this say nothing about their own spread. */
  private static final int LEAST_ROWS = 10 * GROUPS;

  private static final int TRIPLES = 200;
  private static final long TABLE_VISITS = 4_000_000;

  private final List<Map<Metric, Double>> replicates;
  private final double scale;

  /**
   * Computes the metrics without each group.
   *
   * @param statistics the metrics of a context, without reference values; computed by several
   *     threads at once
   */
  public Jackknife(
      EvaluationContext context, Function<EvaluationContext, Map<Metric, Double>> statistics) {
    int realRows = context.train().rows();
    int otherRows = context.synthetic().rows();
    int realTaken = Math.min(realRows, ROWS);
    int otherTaken = Math.min(otherRows, ROWS);
    scale = Math.sqrt((1.0 / realRows + 1.0 / otherRows) / (1.0 / realTaken + 1.0 / otherTaken));
    if (Math.min(realTaken, otherTaken) < LEAST_ROWS) {
      replicates = List.of();
      return;
    }
    var real = new Grouped(context, "jackknife-real", context.train(), realTaken);
    var other = new Grouped(context, "jackknife-synthetic", context.synthetic(), otherTaken);
    replicates =
        IntStream.range(0, GROUPS)
            .parallel()
            .mapToObj(
                group ->
                    statistics.apply(
                        context.replicate(
                            real.without(group), other.without(group), limits(context.limits()))))
            .toList();
  }

  /** Rows of a table, each in a group; those about one entity in the same. */
  private static final class Grouped {

    private final Table table;
    private final int[] rows;
    private final int[] groups;

    Grouped(EvaluationContext context, String purpose, Table table, int count) {
      this.table = table;
      var entities = context.entities(table);
      if (entities == null) {
        int[] order = context.sampler().permutation(purpose, table.rows());
        rows = Arrays.copyOf(order, count);
        groups = IntStream.range(0, count).map(i -> i % GROUPS).toArray();
      } else {
        int[] place = context.sampler().places(purpose, entities);
        rows = context.sampler().sample(purpose, table.rows(), entities, count);
        groups = IntStream.of(rows).map(row -> place[entities.ofRow()[row]] % GROUPS).toArray();
      }
    }

    Table without(int group) {
      return table.select(
          IntStream.range(0, rows.length)
              .filter(i -> groups[i] != group)
              .map(i -> rows[i])
              .sorted()
              .toArray());
    }
  }

  /** The spread needs fewer tables than the value. */
  private static EvaluationLimits limits(EvaluationLimits limits) {
    return new EvaluationLimits(
        limits.detectionRows(),
        limits.distanceRows(),
        limits.trainingRows(),
        limits.testRows(),
        Math.min(limits.triples(), TRIPLES),
        Math.min(limits.tableVisits(), TABLE_VISITS));
  }

  /**
   * The 95 % interval around a value, cut to the metric's range; null where there are too few rows
   * or a replicate has no value.
   */
  public Interval interval(Metric metric, double value) {
    double[] values = replicates.stream().mapToDouble(r -> r.get(metric)).toArray();
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / GROUPS;
    double squares = 0;
    for (double replicate : values) {
      squares += (replicate - mean) * (replicate - mean);
    }
    double half = T * scale * Math.sqrt(squares * (GROUPS - 1) / GROUPS);
    return values.length == 0 || !Double.isFinite(half) || !Double.isFinite(value)
        ? null
        : new Interval(
            Math.max(metric.least(), value - half), Math.min(metric.greatest(), value + half));
  }
}
