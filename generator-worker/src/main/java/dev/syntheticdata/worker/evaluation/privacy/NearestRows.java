package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.TRAIN;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of S that almost are rows of T, and rows that have one row of T much closer than any other:
 * traces of rows that were kept with a little noise. Rows of H say how many there are by chance.
 */
public final class NearestRows implements MetricFamily {

  private static final double LOW = 0.01;
  private static final int LEAST_ROWS = 100;

  /** Keeps the quotient of two zeros at 1, as mostlyai-qa does. */
  private static final double SMOOTHING = 1e-8;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.NEAR_MATCH_SHARE, Metric.NNDR_P1);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.compared().isEmpty()) {
      metrics().forEach(metric -> findings.add(metric, Outcome.of(Double.NaN, null)));
      return;
    }
    var synthetic = queries(context, "synthetic rows", context.synthetic());
    var unseen =
        context.holdout() == null ? null : queries(context, "unseen rows", context.holdout());
    Neighbours.of(context).notes().forEach(findings::note);
    findings.add(Metric.NEAR_MATCH_SHARE, nearMatches(context, synthetic, unseen));
    findings.add(Metric.NNDR_P1, ratios(context, synthetic, unseen));
  }

  private static GowerSpace.Rows queries(EvaluationContext context, String purpose, Table table) {
    var neighbours = Neighbours.of(context);
    int[] rows = neighbours.queries(purpose, table, table.rows(), TRAIN, 3);
    return neighbours.space().rows(table.select(rows));
  }

  private static Outcome nearMatches(
      EvaluationContext context, GowerSpace.Rows synthetic, GowerSpace.Rows unseen) {
    double share = matched(context, synthetic);
    return Outcome.of(
        share,
        unseen == null ? null : Double.valueOf(matched(context, unseen)),
        Interval.ofShare(share, synthetic.size()));
  }

  private static double matched(EvaluationContext context, GowerSpace.Rows rows) {
    var alike = new Alike(context, Neighbours.of(context).space());
    return (double) Neighbours.of(context).occupied(alike.boxes(rows), TRAIN) / rows.size();
  }

  private static Outcome ratios(
      EvaluationContext context, GowerSpace.Rows synthetic, GowerSpace.Rows unseen) {
    if (synthetic.size() < LEAST_ROWS || context.train().rows() < LEAST_ROWS) {
      return new Outcome.NotComputed(
          Reason.TooFewRows,
          "needs %s rows, there are %s real and %s synthetic"
              .formatted(LEAST_ROWS, context.train().rows(), synthetic.size()));
    }
    double[] sorted = sortedRatios(context, synthetic);
    boolean comparable = unseen != null && unseen.size() >= LEAST_ROWS;
    return Outcome.of(
        low(sorted),
        comparable ? low(sortedRatios(context, unseen)) : null,
        Interval.ofQuantile(sorted, LOW));
  }

  private static double[] sortedRatios(EvaluationContext context, GowerSpace.Rows rows) {
    var found = Neighbours.of(context).closest(rows, TRAIN, 2);
    double[] sorted = ratios(found.distances(0), found.distances(1));
    Arrays.sort(sorted);
    return sorted;
  }

  static double[] ratios(double[] closest, double[] second) {
    double[] ratios = new double[closest.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = (closest[i] + SMOOTHING) / (second[i] + SMOOTHING);
    }
    return ratios;
  }

  private static Double low(double[] sorted) {
    return sorted[(int) (sorted.length * LOW)];
  }
}
