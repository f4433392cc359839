package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.table.ColumnType;

/**
 * What is known about one column. Every number may be null where it was not computed. Nothing here
 * is a value of a row.
 *
 * @param name the column
 * @param type what its values are
 * @param excluded why it takes no part in the metrics, or null
 * @param shape KSComplement or TVComplement of T and S, 0 to 1
 * @param shapeReference the same of T and H
 * @param accuracy 1-way accuracy of T and S, 0 to 1
 * @param accuracyCeiling its expectation for a perfect sample
 * @param coverage category or range coverage, 0 to 1
 * @param missingReal share of missing values in T
 * @param missingSynthetic share of missing values in S
 * @param histogram both distributions, protected, or null
 */
public record ColumnFinding(
    String name,
    ColumnType type,
    String excluded,
    Double shape,
    Double shapeReference,
    Double accuracy,
    Double accuracyCeiling,
    Double coverage,
    Double missingReal,
    Double missingSynthetic,
    Histogram histogram) {

  /** A finding about shape. */
  public static ColumnFinding shape(
      String name,
      ColumnType type,
      Double shape,
      Double reference,
      double missReal,
      double missSyn) {
    return new ColumnFinding(
        name, type, null, shape, reference, null, null, null, missReal, missSyn, null);
  }

  /** A finding about accuracy. */
  public static ColumnFinding accuracy(
      String name, ColumnType type, double accuracy, double ceiling) {
    return new ColumnFinding(
        name, type, null, null, null, accuracy, ceiling, null, null, null, null);
  }

  /** A finding about coverage. */
  public static ColumnFinding coverage(String name, ColumnType type, Double coverage) {
    return new ColumnFinding(name, type, null, null, null, null, null, coverage, null, null, null);
  }

  /** A picture of both distributions. */
  public static ColumnFinding histogram(String name, ColumnType type, Histogram histogram) {
    return new ColumnFinding(name, type, null, null, null, null, null, null, null, null, histogram);
  }

  /** A column that takes no part. */
  public static ColumnFinding excluded(String name, ColumnType type, String reason) {
    return new ColumnFinding(name, type, reason, null, null, null, null, null, null, null, null);
  }

  /** This finding with what another knows beyond it. */
  ColumnFinding merge(ColumnFinding other) {
    return new ColumnFinding(
        name,
        type,
        first(excluded, other.excluded),
        first(shape, other.shape),
        first(shapeReference, other.shapeReference),
        first(accuracy, other.accuracy),
        first(accuracyCeiling, other.accuracyCeiling),
        first(coverage, other.coverage),
        first(missingReal, other.missingReal),
        first(missingSynthetic, other.missingSynthetic),
        first(histogram, other.histogram));
  }

  private static <T> T first(T mine, T theirs) {
    return mine != null ? mine : theirs;
  }
}
