package dev.syntheticdata.worker.evaluation;

/**
 * How alike the dependency of two columns is.
 *
 * @param first one column
 * @param second the other, later in the table
 * @param kind which measure was used
 * @param score the measure of T and S, 0 to 1, or null where it has no meaning, as for the
 *     correlation with a constant
 */
public record PairFinding(String first, String second, Kind kind, Double score) {

  /** The measure of a pair. */
  public enum Kind {
    /** Both numeric: 1 minus half the difference of the Pearson correlations. */
    CORRELATION,
    /** Otherwise: 1 minus total variation of the two-way tables. */
    CONTINGENCY
  }
}
