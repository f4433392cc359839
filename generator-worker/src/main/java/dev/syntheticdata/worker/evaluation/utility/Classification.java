package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.learn.RankedScores;
import dev.syntheticdata.worker.learn.Loss;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  public Metric tstr(Learner learner) {
    return learner == Learner.LINEAR ? Metric.TSTR_LINEAR_AUC : Metric.TSTR_AUC;
  }

  @Override
  public Metric trtr(Learner learner) {
    return learner == Learner.LINEAR ? Metric.TRTR_LINEAR_AUC : Metric.TRTR_AUC;
  }

  @Override
  public int target() {
    return target;
  }

  @Override
  public Prediction learn(Learner learner, Table training, Table test, List<Integer> features) {
    // Scored at once, so that only what is needed of a class's model is kept.
    record Learned(RankedScores scores, double[] importances) {}
    var learned =
        modelled().parallelStream()
            .map(
                label -> {
                  var model = learnClass(learner, training, test, features, label);
                  return new Learned(
                      new RankedScores(model.scores(), isClass(test, label)), model.importances());
                })
            .toList();
    double[] importances = new double[features.size()];
    for (var ofClass : learned) {
      for (int f = 0; ofClass.importances != null && f < importances.length; f++) {
        importances[f] += ofClass.importances[f];
      }
    }
    var scored = learned.stream().map(Learned::scores).toList();
    return new Prediction(
        weights ->
            scored.stream()
                .mapToDouble(s -> s.auc(weights))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN),
        learner == Learner.BOOSTED ? importances : null);
  }

  /** Two classes need one model: the second, less frequent one against the first. */
  List<Double> modelled() {
    return classes.size() == 2 ? classes.subList(1, 2) : classes;
  }

  /** A model of one class against all others. */
  Learner.Scores learnClass(
      Learner learner, Table training, Table test, List<Integer> features, double label) {
    boolean[] inTraining = isClass(training, label);
    var labels = new double[inTraining.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = inTraining[row] ? 1 : 0;
    }
    return learner.learn(training, test, features, labels, Loss.LOGISTIC);
  }

  boolean[] isClass(Table table, double label) {
    var column = table.columns().get(target);
    var is = new boolean[table.rows()];
    for (int row = 0; row < is.length; row++) {
      is[row] = value(column, row) == label;
    }
    return is;
  }
}
