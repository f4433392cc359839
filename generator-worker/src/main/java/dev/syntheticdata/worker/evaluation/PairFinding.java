package dev.syntheticdata.worker.evaluation;

/**
 * What is known of two columns together. Nothing here is a value of a row.
 *
 * @param first one column
 * @param second the other, later in the table
 * @param kind which measure of dependency was used, or null where none was
 * @param score how alike the dependencies in T and S are, 0 to 1, or null where it has no meaning,
 *     as for the correlation with a constant
 * @param real the dependency in T: the Pearson correlation, -1 to 1, or Cramér's V, 0 to 1; null
 *     where there is none
 * @param synthetic the same in S
 * @param accuracy 2-way accuracy of T and S, 0 to 1, or null where it was not computed
 */
public record PairFinding(
    String first,
    String second,
    Kind kind,
    Double score,
    Double real,
    Double synthetic,
    Double accuracy) {

  /** The measure of a pair. */
  public enum Kind {
    /** Both numeric: 1 minus half the difference of the Pearson correlations. */
    CORRELATION,
    /** Otherwise: 1 minus total variation of the two-way tables. */
    CONTINGENCY
  }

  /** A finding about accuracy. */
  public static PairFinding accuracy(String first, String second, double accuracy) {
    return new PairFinding(first, second, null, null, null, null, accuracy);
  }

  /** This finding with what another knows beyond it. */
  PairFinding merge(PairFinding other) {
    return new PairFinding(
        first,
        second,
        kind != null ? kind : other.kind,
        score != null ? score : other.score,
        real != null ? real : other.real,
        synthetic != null ? synthetic : other.synthetic,
        accuracy != null ? accuracy : other.accuracy);
  }
}
