package dev.syntheticdata.worker.evaluation.utility;

/** How well a model predicts the target of the test rows, for any weights of the rows. */
interface Prediction {

  /** The score where each test row counts as often as its weight; NaN where it has none. */
  double score(int[] weights);
}
