package dev.syntheticdata.worker.evaluation.utility;

import java.util.function.ToDoubleFunction;

/**
 * How well a model predicts the target of the test rows.
 *
 * @param scoring the score where each test row counts as often as its weight; NaN where it has none
 * @param importances gain by feature; null where the learner has none
 */
record Prediction(ToDoubleFunction<int[]> scoring, double[] importances) {

  double score(int[] weights) {
    return scoring.applyAsDouble(weights);
  }
}
