package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.table.Entities;
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
 * the root of the rows, or of the entities: an evaluation costs the metric {@value #GROUPS} times
 * on that many rows. Entities are taken whole, and at least {@value #LEAST_ENTITIES}.
 */
public final class Jackknife {

  private static final int GROUPS = 10;
  private static final int ROWS = EvaluationLimits.INTERVAL_ROWS;

  /** Of Student's distribution with nine degrees of freedom, at 0.975. */
  private static final double T = 2.262157162740992;

  /** Fewer rows than this say nothing about their own spread. */
  private static final int LEAST_ROWS = 10 * GROUPS;

  /** Nor do fewer entities, however many their rows. */
  private static final int LEAST_ENTITIES = 2 * GROUPS;

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
    var real = Grouped.of(context, "jackknife-real", context.train());
    var other = Grouped.of(context, "jackknife-synthetic", context.synthetic());
    scale = Math.sqrt((1 / real.all + 1 / other.all) / (1 / real.taken + 1 / other.taken));
    if (real.few || other.few) {
      replicates = List.of();
      return;
    }
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

  /**
   * Rows of a table, each in a group; those about one entity in the same.
   *
   * @param groups the group of each of the rows
   * @param all rows, or entities, of the table
   * @param taken of how many the rows are
   * @param few whether that is too few
   */
  private record Grouped(
      Table table, int[] rows, int[] groups, double all, double taken, boolean few) {

    static Grouped of(EvaluationContext context, String purpose, Table table) {
      var entities = context.entities(table);
      if (entities == null) {
        int count = Math.min(table.rows(), ROWS);
        int[] rows = Arrays.copyOf(context.sampler().permutation(purpose, table.rows()), count);
        int[] groups = IntStream.range(0, count).map(i -> i % GROUPS).toArray();
        return new Grouped(table, rows, groups, table.rows(), count, count < LEAST_ROWS);
      }
      int[] place = context.sampler().places(purpose, entities);
      int taken = taken(entities, place);
      int[] rows =
          IntStream.range(0, table.rows())
              .filter(row -> place[entities.ofRow()[row]] < taken)
              .toArray();
      int[] groups = IntStream.of(rows).map(row -> place[entities.ofRow()[row]] % GROUPS).toArray();
      boolean few = rows.length < LEAST_ROWS || taken < LEAST_ENTITIES;
      return new Grouped(table, rows, groups, entities.count(), taken, few);
    }

    /** How many entities, in the order of their places, are enough rows and enough entities. */
    private static int taken(Entities entities, int[] place) {
      var lengths = new int[entities.count()];
      for (int entity : entities.ofRow()) {
        lengths[place[entity]]++;
      }
      int taken = 0;
      for (int rows = 0; taken < lengths.length && (rows < ROWS || taken < LEAST_ENTITIES); ) {
        rows += lengths[taken++];
      }
      return taken;
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
        Math.min(limits.triples(), EvaluationLimits.INTERVAL_TRIPLES),
        Math.min(limits.tableVisits(), TABLE_VISITS));
  }

  /**
   * The 95 % interval around a value, cut to the metric's range; null where there are too few rows
   * or entities, or a replicate has no value.
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
