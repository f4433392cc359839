package dev.syntheticdata.worker.evaluation.fairness;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.List;
import java.util.stream.IntStream;

/** Whether S has the groups of T in their sizes. */
final class Representation {

  /** Smaller groups are neither judged nor shown. */
  static final int LEAST_ROWS = 20;

  private Representation() {}

  /**
   * A group's share in another table over its share in T, at most 1.
   *
   * @param interval 95 % of it, T's share taken as given
   */
  private record Ratio(double value, Interval interval) {}

  static void evaluate(EvaluationContext context, List<Groups> columns, Findings findings) {
    Ratio worst = null;
    Ratio reference = null;
    for (var groups : columns) {
      int[] real = groups.counts(context.train());
      int[] synthetic = groups.counts(context.synthetic());
      for (int group = 0; group < real.length; group++) {
        if (real[group] < LEAST_ROWS) {
          continue;
        }
        worst = worse(worst, ratio(real, synthetic, group));
        if (context.holdout() != null) {
          reference = worse(reference, ratio(real, groups.counts(context.holdout()), group));
        }
        findings.addGroup(
            GroupFinding.share(
                groups.column(),
                groups.labels().get(group),
                share(real, group),
                share(synthetic, group)));
      }
    }
    findings.add(
        Metric.REPRESENTATION,
        worst == null
            ? Outcome.of(Double.NaN, null)
            : Outcome.of(worst.value, reference == null ? null : reference.value, worst.interval));
  }

  private static Ratio ratio(int[] real, int[] other, int group) {
    int rows = IntStream.of(other).sum();
    if (rows == 0) {
      return new Ratio(0, null);
    }
    double wanted = share(real, group);
    double found = share(other, group);
    var interval = Interval.ofShare(found, rows);
    return new Ratio(
        Math.min(1, found / wanted),
        new Interval(Math.min(1, interval.low() / wanted), Math.min(1, interval.high() / wanted)));
  }

  private static double share(int[] counts, int group) {
    int rows = IntStream.of(counts).sum();
    return rows == 0 ? 0 : (double) counts[group] / rows;
  }

  private static Ratio worse(Ratio one, Ratio other) {
    return one == null || other.value < one.value ? other : one;
  }
}
