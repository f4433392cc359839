package dev.syntheticdata.worker.evaluation;

/** Which way a metric's value improves. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER
}
