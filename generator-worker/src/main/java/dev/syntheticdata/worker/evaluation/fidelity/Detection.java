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
import java.util.ArrayList;
import java.util.Arrays;
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
    var tests = new ArrayList<TwoSamples>();
    tests.add(TwoSamples.of(context, context.synthetic(), rows));
    int holdoutRows = context.holdout() == null ? 0 : pairedRows(context, context.holdout());
    if (holdoutRows >= LEAST_ROWS) {
      tests.add(TwoSamples.of(context, context.holdout(), holdoutRows));
    }
    double[] aucs = aucs(context, tests);
    double auc = aucs[0];
    Double reference = aucs.length == 1 ? null : Double.valueOf(aucs[1]);
    findings.add(Metric.DETECTION_AUC, Outcome.of(auc, reference, Interval.ofAuc(auc, rows, rows)));
  }

  private static int pairedRows(EvaluationContext context, Table other) {
    return Math.min(
        context.limits().detectionRows(), Math.min(context.train().rows(), other.rows()));
  }

  /**
   * For each test the mean over folds of the area under the ROC curve on the fold left out. Folds
   * of all tests are learned side by side.
   */
  private static double[] aucs(EvaluationContext context, List<TwoSamples> tests) {
    double[] areas =
        IntStream.range(0, FOLDS * tests.size())
            .parallel()
            .mapToDouble(i -> tests.get(i / FOLDS).auc(context, i % FOLDS))
            .toArray();
    double[] means = new double[tests.size()];
    for (int i = 0; i < areas.length; i++) {
      means[i / FOLDS] += areas[i];
    }
    return Arrays.stream(means).map(sum -> sum / FOLDS).toArray();
  }

  /**
   * Rows to tell apart.
   *
   * @param both rows of T, and from position {@code rows} equally many of the other table
   * @param rows how many of each
   * @param realOrder in which order the rows of T are dealt to folds
   * @param otherOrder the same for the other table
   */
  private record TwoSamples(Table both, int rows, int[] realOrder, int[] otherOrder) {

    static TwoSamples of(EvaluationContext context, Table other, int rows) {
      var sampler = context.sampler();
      var real =
          context.train().select(sampler.sample("detection-real", context.train().rows(), rows));
      var synthetic = other.select(sampler.sample("detection-other", other.rows(), rows));
      return new TwoSamples(
          RowStack.of(real, synthetic),
          rows,
          sampler.permutation("detection-folds-real", rows),
          sampler.permutation("detection-folds-other", rows));
    }

    /** The area of one fold. */
    double auc(EvaluationContext context, int fold) {
      int[] learn = rowsOf(fold, false);
      int[] test = rowsOf(fold, true);
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

    /** Rows that are in a fold, or all others; of both tables in equal parts. */
    private int[] rowsOf(int fold, boolean inFold) {
      return IntStream.range(0, 2 * rows)
          .filter(i -> (i % rows % FOLDS == fold) == inFold)
          .map(i -> i < rows ? realOrder[i] : rows + otherOrder[i - rows])
          .toArray();
    }
  }
}
