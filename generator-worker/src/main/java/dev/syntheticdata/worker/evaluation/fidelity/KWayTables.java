package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.EvaluationLimits;
import dev.syntheticdata.worker.evaluation.Findings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/**
 * The two- and three-way tables of the compared columns of T and S, over at most ten quantile bins
 * or the ten most frequent categories and the rest, missing as a bin. Above the limits the tables
 * are a seeded sample, and so are the rows they are counted on.
 */
public final class KWayTables {

  private KWayTables() {}

  /**
   * What is made of a table: its columns, counted among the compared ones, and the counts in T and
   * in S of every cell, in the same order.
   */
  @FunctionalInterface
  public interface Reading<R> {
    R of(int[] columns, int[] real, int[] synthetic);
  }

  /**
   * Counts the tables, and gives what is made of each in their order.
   *
   * @param k columns of a table: 2 or 3
   * @param what what they are counted for, as the beginning of a note where they are sampled
   * @param reading asked by several threads at once
   */
  public static <R> List<R> read(
      EvaluationContext context, int k, String what, Findings findings, Reading<R> reading) {
    int columns = context.compared().size();
    var tables = k == 2 ? pairs(columns) : triples(context, what, findings);
    var binned = limited(context, tables.size(), what, findings);
    return tables.parallelStream()
        .map(
            table -> {
              var counts = binned.counts(table);
              return reading.of(table, counts.real(), counts.synthetic());
            })
        .toList();
  }

  private static BinnedColumns limited(
      EvaluationContext context, int tables, String what, Findings findings) {
    int limit =
        (int)
            Math.min(
                Integer.MAX_VALUE,
                Math.max(
                    EvaluationLimits.LEAST_COUNTED_ROWS,
                    context.limits().tableVisits() / Math.max(1, 2L * tables)));
    int real = context.train().rows();
    int synthetic = context.synthetic().rows();
    var all = BinnedColumns.of(context);
    if (real <= limit && synthetic <= limit) {
      return all;
    }
    findings.note("%s is computed on a sample of %s rows.".formatted(what, limit));
    return all.select(
        context.sampler().sample("accuracy-real", real, limit),
        context.sampler().sample("accuracy-synthetic", synthetic, limit));
  }

  private static List<int[]> pairs(int columns) {
    var pairs = new ArrayList<int[]>();
    for (int a = 0; a < columns; a++) {
      for (int b = a + 1; b < columns; b++) {
        pairs.add(new int[] {a, b});
      }
    }
    return pairs;
  }

  /** All triples where the limit allows, otherwise as many different ones at random. */
  private static List<int[]> triples(EvaluationContext context, String what, Findings findings) {
    int columns = context.compared().size();
    int limit = context.limits().triples();
    long all = (long) columns * (columns - 1) * (columns - 2) / 6;
    var triples = new ArrayList<int[]>();
    if (all > limit) {
      findings.note("%s is computed on %s random triples of %s.".formatted(what, limit, all));
      return randomTriples(context.sampler().stream("triples"), columns, limit);
    }
    for (int a = 0; a < columns; a++) {
      for (int b = a + 1; b < columns; b++) {
        for (int c = b + 1; c < columns; c++) {
          triples.add(new int[] {a, b, c});
        }
      }
    }
    return triples;
  }

  private static List<int[]> randomTriples(Random random, int columns, int count) {
    var chosen = new LinkedHashSet<List<Integer>>();
    while (chosen.size() < count) {
      var triple = random.ints(0, columns).distinct().limit(3).sorted().boxed().toList();
      chosen.add(triple);
    }
    return chosen.stream().map(t -> t.stream().mapToInt(Integer::intValue).toArray()).toList();
  }
}
