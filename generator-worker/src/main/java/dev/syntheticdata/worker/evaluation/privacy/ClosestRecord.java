package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.HOLDOUT;
import static dev.syntheticdata.worker.evaluation.privacy.Neighbours.Where.TRAIN_LIKE_HOLDOUT;

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
 * Distance to the closest record: are synthetic rows closer to the rows that were learned from than
 * to equally many rows that were not? T and H are cut to one size, because the more rows there are,
 * the closer the closest is.
 */
public final class ClosestRecord implements MetricFamily {

  private static final int LEAST_ROWS = 20;

  /** Distances that differ by less are equal: the same sum in another order. */
  private static final double TIE = 1e-12;

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DCR_SHARE, Metric.DCR_MEDIAN_TRAIN, Metric.DCR_MEDIAN_HOLDOUT);
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    if (context.holdout() == null) {
      metrics().forEach(metric -> findings.add(metric, context.baselineMissing()));
      return;
    }
    int size = Neighbours.of(context).balanced();
    if (size < LEAST_ROWS || context.compared().isEmpty()) {
      var tooFew =
          new Outcome.NotComputed(
              Reason.TooFewRows,
              "needs %s rows each of training and holdout, there are %s"
                  .formatted(LEAST_ROWS, size));
      metrics().forEach(metric -> findings.add(metric, tooFew));
      return;
    }
    compare(context, findings);
  }

  private static void compare(EvaluationContext context, Findings findings) {
    var neighbours = Neighbours.of(context);
    neighbours.grow(TRAIN_LIKE_HOLDOUT, HOLDOUT);
    var inTrain = closest(context, "synthetic rows", context.synthetic(), TRAIN_LIKE_HOLDOUT);
    var inHoldout = closest(context, "synthetic rows", context.synthetic(), HOLDOUT);
    double[] toTrain = inTrain.distances(0);
    double[] toHoldout = inHoldout.distances(0);
    double unseen =
        median(closest(context, "unseen rows", context.holdout(), TRAIN_LIKE_HOLDOUT).distances(0));
    if (toTrain.length < context.synthetic().rows()) {
      findings.note(
          "Distances to the closest record are those of %s synthetic rows."
              .formatted(toTrain.length));
    }
    neighbours.notes().forEach(findings::note);
    double share = shareCloserToTrain(toTrain, toHoldout);
    var entities = context.entities(neighbours.table(HOLDOUT));
    int independent = effective(inTrain, inHoldout);
    findings.add(
        Metric.DCR_SHARE,
        Outcome.of(
            share,
            0.5,
            Interval.ofShare(
                share, entities == null ? independent : Math.min(entities.count(), independent))));
    findings.add(Metric.DCR_MEDIAN_TRAIN, Outcome.of(median(toTrain), unseen, ofMedian(toTrain)));
    findings.add(
        Metric.DCR_MEDIAN_HOLDOUT, Outcome.of(median(toHoldout), unseen, ofMedian(toHoldout)));
  }

  private static Interval ofMedian(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Interval.ofQuantile(sorted, 0.5);
  }

  /**
   * How many independent rows the rows of S are worth. All to which the same real row is closest
   * are closer to T or to H as that row is in the one or the other.
   */
  private static int effective(Neighbours.Found inTrain, Neighbours.Found inHoldout) {
    double[] toTrain = inTrain.distances(0);
    double[] toHoldout = inHoldout.distances(0);
    int[] trainRows = new int[toTrain.length];
    int[] holdoutRows = new int[toTrain.length];
    for (int i = 0; i < toTrain.length; i++) {
      double difference = toTrain[i] - toHoldout[i];
      trainRows[i] = difference < -TIE ? inTrain.row(i, 0) : -1;
      holdoutRows[i] = difference > TIE ? inHoldout.row(i, 0) : -1;
    }
    double factor = Repeats.factor(List.of(trainRows, holdoutRows));
    return (int) Math.max(1, toTrain.length / factor);
  }

  private static Neighbours.Found closest(
      EvaluationContext context, String purpose, Table table, Neighbours.Where in) {
    var neighbours = Neighbours.of(context);
    int[] rows = neighbours.queries(purpose, table, table.rows(), TRAIN_LIKE_HOLDOUT, 4);
    return neighbours.closest(neighbours.space().rows(table.select(rows)), in, 1);
  }

  static double shareCloserToTrain(double[] toTrain, double[] toHoldout) {
    double closer = 0;
    for (int row = 0; row < toTrain.length; row++) {
      double difference = toTrain[row] - toHoldout[row];
      closer += Math.abs(difference) <= TIE ? 0.5 : difference < 0 ? 1 : 0;
    }
    return closer / toTrain.length;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
