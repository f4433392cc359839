package dev.syntheticdata.worker.evaluation.fairness;

import dev.syntheticdata.worker.evaluation.utility.ClassScores;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;

/**
 * How often a model takes rows of each group for a class, among all rows and among those that are
 * of it. Which a model takes says {@link ClassScores#taken}.
 *
 * @param groupOf group of each test row
 * @param groups number of groups
 * @param actual whether a test row is of the class
 * @param real whether the model of T takes it for one: 1, 0, or a part of a place that rows tie for
 * @param synthetic whether the model of S does
 */
record ModelRates(int[] groupOf, int groups, boolean[] actual, double[] real, double[] synthetic) {

  /** A group of fewer test rows, or fewer of the class, takes no part. */
  static final int LEAST_ROWS = 20;

  static ModelRates of(Groups groups, Table test, ClassScores.OfClass scores) {
    return new ModelRates(
        groups.of(test),
        groups.labels().size(),
        scores.actual(),
        ClassScores.taken(scores.onReal(), scores.share()),
        ClassScores.taken(scores.onSynthetic(), scores.share()));
  }

  /**
   * The rate of each group; NaN for groups that take no part.
   *
   * @param model {@link #real} or {@link #synthetic}
   * @param amongActual whether only rows of the class count
   * @param weights how often each test row counts
   */
  double[] rates(double[] model, boolean amongActual, int[] weights) {
    double[] taken = new double[groups];
    double[] all = new double[groups];
    int[] rows = new int[groups];
    for (int row = 0; row < groupOf.length; row++) {
      int group = groupOf[row];
      if (group >= 0 && (!amongActual || actual[row])) {
        rows[group]++;
        all[group] += weights[row];
        taken[group] += model[row] * weights[row];
      }
    }
    double[] rates = new double[groups];
    for (int group = 0; group < groups; group++) {
      rates[group] =
          rows[group] >= LEAST_ROWS && all[group] > 0 ? taken[group] / all[group] : Double.NaN;
    }
    return rates;
  }

  /** The largest difference of two groups; NaN where there are no two. */
  double difference(double[] model, boolean amongActual, int[] weights) {
    double[] rates =
        Arrays.stream(rates(model, amongActual, weights)).filter(Double::isFinite).toArray();
    return rates.length < 2
        ? Double.NaN
        : Arrays.stream(rates).max().orElseThrow() - Arrays.stream(rates).min().orElseThrow();
  }
}
