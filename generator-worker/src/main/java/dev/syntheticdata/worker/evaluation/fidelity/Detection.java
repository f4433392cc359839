package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Findings;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.MetricFamily;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.RowStack;
import dev.syntheticdata.worker.evaluation.learn.RankedScores;
import dev.syntheticdata.worker.learn.BoostedTrees;
import dev.syntheticdata.worker.learn.BoostingSettings;
import dev.syntheticdata.worker.learn.Loss;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Classifier two-sample test: boosted trees learn to tell rows of S from rows of T, {@value #FOLDS}
 * folds, equally many rows of both. The reference is the same test of H against T. A linear
 * classifier would not do: it sees nothing wrong with independent columns.
 */
public final class Detection implements MetricFamily {

  private static final int FOLDS = 5;
  private static final int LEAST_ROWS = 50;
  private static final BoostingSettings SETTINGS = new BoostingSettings(60, 5, 0.15, 1.0, 20);

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.DETECTION_AUC);
  }

  @Override
  public boolean comparesDistributions() {
    return true;
  }

  @Override
  public void evaluate(EvaluationContext context, Findings findings) {
    int rows = pairedRows(context, context.synthetic());
    if (context.compared().isEmpty()) {
      findings.add(Metric.DETECTION_AUC, Outcome.of(Double.NaN, null));
      return;
    }
    if (rows < LEAST_ROWS) {
      findings.add(
          Metric.DETECTION_AUC,
          new Outcome.NotComputed(
              Reason.TooFewRows,
              "needs %s rows of each table, there are %s".formatted(LEAST_ROWS, rows)));
      return;
    }
    if (rows == context.limits().detectionRows()) {
      findings.note("Detection uses a sample of %s rows of each table.".formatted(rows));
    }
    double auc = auc(context, context.synthetic(), rows);
    Double reference = null;
    if (context.holdout() != null) {
      int holdoutRows = pairedRows(context, context.holdout());
      reference = holdoutRows < LEAST_ROWS ? null : auc(context, context.holdout(), holdoutRows);
    }
    findings.add(Metric.DETECTION_AUC, Outcome.of(auc, reference, Interval.ofAuc(auc, rows, rows)));
  }

  private static int pairedRows(EvaluationContext context, Table other) {
    return Math.min(
        context.limits().detectionRows(), Math.min(context.train().rows(), other.rows()));
  }

  /** The mean over folds of the area under the ROC curve on the fold left out. */
  private static double auc(EvaluationContext context, Table other, int rows) {
    var sampler = context.sampler();
    var real =
        context.train().select(sampler.sample("detection-real", context.train().rows(), rows));
    var synthetic = other.select(sampler.sample("detection-other", other.rows(), rows));
    var both = RowStack.of(real, synthetic);
    int[] realOrder = sampler.permutation("detection-folds-real", rows);
    int[] otherOrder = sampler.permutation("detection-folds-other", rows);
    double[] areas =
        IntStream.range(0, FOLDS)
            .parallel()
            .mapToDouble(
                fold ->
                    auc(
                        context,
                        both,
                        rows,
                        rowsOf(realOrder, otherOrder, fold, false),
                        rowsOf(realOrder, otherOrder, fold, true)))
            .toArray();
    double sum = 0;
    for (double area : areas) {
      sum += area;
    }
    return sum / FOLDS;
  }

  /**
   * The area of one fold.
   *
   * @param both rows of T, and from position {@code rows} those of the other table
   * @param learn positions of the rows to learn from
   * @param test positions of the fold's rows
   */
  private static double auc(
      EvaluationContext context, Table both, int rows, int[] learn, int[] test) {
    var model =
        BoostedTrees.fit(
            both.select(learn),
            context.compared(),
            IntStream.of(learn).mapToDouble(row -> row < rows ? 0 : 1).toArray(),
            Loss.LOGISTIC,
            SETTINGS);
    var labels = new boolean[test.length];
    for (int i = 0; i < test.length; i++) {
      labels[i] = test[i] >= rows;
    }
    return new RankedScores(model.score(both.select(test)), labels).auc();
  }

  /** Rows of the stacked table that are in a fold, or all others; both tables in equal parts. */
  private static int[] rowsOf(int[] realOrder, int[] otherOrder, int fold, boolean inFold) {
    int rows = realOrder.length;
    return IntStream.range(0, 2 * rows)
        .filter(i -> (i % rows % FOLDS == fold) == inFold)
        .map(i -> i < rows ? realOrder[i] : rows + otherOrder[i - rows])
        .toArray();
  }
}
