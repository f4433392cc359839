package dev.syntheticdata.worker.evaluation;

/**
 * How much work an evaluation may do. Below a limit a metric is exact; above it, it is computed on
 * a seeded sample and the evaluation says so.
 *
 * @param detectionRows rows of each table for the detection classifier
 * @param distanceRows rows of each table for nearest-row distances, whose cost is their product
 * @param trainingRows rows a utility model is trained on
 * @param testRows rows of the holdout a utility model is tested on
 * @param triples three-way tables
 * @param tableVisits rows times tables visited while counting k-way tables, for each k
 */
public record EvaluationLimits(
    int detectionRows,
    int distanceRows,
    int trainingRows,
    int testRows,
    int triples,
    long tableVisits) {

  /** Limits under which a table of 20 columns takes seconds on one core. */
  public static final EvaluationLimits DEFAULT =
      new EvaluationLimits(10_000, 10_000, 50_000, 50_000, 10_000, 1_000_000_000L);
}
