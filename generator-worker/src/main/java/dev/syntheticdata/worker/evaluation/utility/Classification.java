package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.learn.BoostedTrees;
import dev.syntheticdata.worker.evaluation.learn.BoostingSettings;
import dev.syntheticdata.worker.evaluation.learn.Loss;
import dev.syntheticdata.worker.evaluation.learn.RankedScores;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Predicts a class. Score: area under the ROC curve; for more than two classes the mean over
 * classes of one against all others, each with its own model.
 */
final class Classification implements Task {

  /** Of more classes than this only the most frequent are scored. */
  static final int MOST_CLASSES = 20;

  private final int target;
  private final List<Double> classes;

  private Classification(int target, List<Double> classes) {
    this.target = target;
    this.classes = classes;
  }

  /**
   * The task of a column, with the classes that occur in the real table, the most frequent first.
   */
  static Classification of(Table real, int target) {
    Map<Double, Integer> counts = new TreeMap<>();
    var column = real.columns().get(target);
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        counts.merge(value(column, row), 1, Integer::sum);
      }
    }
    var classes =
        counts.entrySet().stream()
            .sorted(Map.Entry.<Double, Integer>comparingByValue().reversed())
            .limit(MOST_CLASSES)
            .map(Map.Entry::getKey)
            .toList();
    return new Classification(target, classes);
  }

  private static double value(Column column, int row) {
    return column.isCodes() ? column.code(row) : column.number(row);
  }

  int classes() {
    return classes.size();
  }

  @Override
  public Metric tstr() {
    return Metric.TSTR_AUC;
  }

  @Override
  public Metric trtr() {
    return Metric.TRTR_AUC;
  }

  @Override
  public int[] usableRows(Table table) {
    var column = table.columns().get(target);
    return IntStream.range(0, table.rows()).filter(row -> !column.isMissing(row)).toArray();
  }

  /** Two classes need one model: the second, less frequent one against the first. */
  @Override
  public Prediction learn(Table training, Table test, List<Integer> features) {
    var scored = new ArrayList<RankedScores>();
    for (double label : classes.size() == 2 ? classes.subList(1, 2) : classes) {
      boolean[] inTraining = isClass(training, label);
      var labels = new double[inTraining.length];
      for (int row = 0; row < labels.length; row++) {
        labels[row] = inTraining[row] ? 1 : 0;
      }
      var model =
          BoostedTrees.fit(training, features, labels, Loss.LOGISTIC, BoostingSettings.DEFAULT);
      scored.add(new RankedScores(model.score(test), isClass(test, label)));
    }
    return weights ->
        scored.stream()
            .mapToDouble(s -> s.auc(weights))
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
  }

  private boolean[] isClass(Table table, double label) {
    var column = table.columns().get(target);
    var is = new boolean[table.rows()];
    for (int row = 0; row < is.length; row++) {
      is[row] = value(column, row) == label;
    }
    return is;
  }
}
