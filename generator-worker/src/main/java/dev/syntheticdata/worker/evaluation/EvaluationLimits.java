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

  /** Rows a linear model of the utility metrics learns from. */
  public static final int LINEAR_ROWS = 10_000;

  /** Rows that tables of columns are counted on at least, however many tables there are. */
  public static final int LEAST_COUNTED_ROWS = 2_000;

  /** Rows of a table in which neighbours are looked for. */
  public static final int SEARCHED_ROWS = 1_000_000;

  /** Values of such a table: of wide tables fewer rows are searched. */
  public static final int SEARCHED_VALUES = 16_000_000;

  /** Rows of each kind for membership inference: enough for a rate of 1 %. */
  public static final int MEMBERSHIP_TARGETS = 10_000;

  /** Rows of each kind for attacks on each of several columns. */
  public static final int ATTACK_TARGETS = 2_000;

  /** Descriptions that are tried to single rows out. */
  public static final int DESCRIPTIONS = 1_000;

  /** Rows of each table of which intervals of metrics of whole tables are made. */
  public static final int INTERVAL_ROWS = 5_000;

  /** Three-way tables of which such intervals are made. */
  public static final int INTERVAL_TRIPLES = 200;

  /** Rows of a table of so many columns in which neighbours are looked for. */
  public int searchedRows(int columns) {
    return Math.min(SEARCHED_ROWS, SEARCHED_VALUES / Math.max(1, columns));
  }

  /** Limits under which a table of 20 columns takes seconds on one core. */
  public static final EvaluationLimits DEFAULT =
      new EvaluationLimits(10_000, 10_000, 50_000, 50_000, 10_000, 1_000_000_000L);
}
