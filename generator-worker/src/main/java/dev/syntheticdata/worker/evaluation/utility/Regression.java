package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.learn.Loss;
import dev.syntheticdata.worker.table.Table;
import java.util.List;

/**
 * Predicts a number. Score: the coefficient of determination on the test rows, 1 minus the squared
 * error over the squared deviation from their mean.
 *
 * @param target position of the column to predict
 */
record Regression(int target) implements Task {

  @Override
  public Metric tstr(Learner learner) {
    return learner == Learner.LINEAR ? Metric.TSTR_LINEAR_R2 : Metric.TSTR_R2;
  }

  @Override
  public Metric trtr(Learner learner) {
    return learner == Learner.LINEAR ? Metric.TRTR_LINEAR_R2 : Metric.TRTR_R2;
  }

  @Override
  public Prediction learn(Learner learner, Table training, Table test, List<Integer> features) {
    var learned =
        learner.learn(
            training, test, features, training.columns().get(target).numbers(), Loss.SQUARED);
    double[] actual = test.columns().get(target).numbers();
    return new Prediction(weights -> r2(actual, learned.scores(), weights), learned.importances());
  }

  static double r2(double[] actual, double[] predicted, int[] weights) {
    double total = 0;
    double mean = 0;
    for (int i = 0; i < actual.length; i++) {
      total += weights[i];
      mean += weights[i] * actual[i];
    }
    mean /= total;
    double error = 0;
    double deviation = 0;
    for (int i = 0; i < actual.length; i++) {
      error += weights[i] * (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
      deviation += weights[i] * (actual[i] - mean) * (actual[i] - mean);
    }
    return deviation > 0 ? 1 - error / deviation : Double.NaN;
  }
}
