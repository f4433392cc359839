package dev.syntheticdata.worker.table;

/**
 * What the values of a column are. It decides how they are stored in a {@link Column}, how an
 * engine models them and which metrics apply to them.
 */
public enum ColumnType {
  /** Whole numbers of at most 64 bits. Stored as numbers, scale 0. */
  INTEGER,
  /**
   * Decimal fractions with a known number of decimals ({@link ColumnSchema#scale()}). Stored as
   * numbers.
   */
  DECIMAL,
  /** Two values, written in the source as one of the recognised pairs. Stored as codes. */
  BOOLEAN,
  /** A limited set of labels. Stored as codes into {@link ColumnSchema#categories()}. */
  CATEGORICAL,
  /** A calendar day. Stored as numbers: days since 1970-01-01. */
  DATE,
  /**
   * A local date and time, or an instant where {@link ColumnSchema#format()} carries an offset.
   * Milliseconds.
   */
  DATE_TIME,
  /** A time of day. Stored as numbers: milliseconds since midnight. */
  TIME,
  /** A value that names a row or an entity and carries no other information. Never modelled. */
  IDENTIFIER,
  /** Free text with too many distinct values to be categories. Stored as strings. */
  TEXT;

  /** Whether a column of this type is ordered and lies in {@link Column#numbers()}. */
  public boolean isNumeric() {
    return switch (this) {
      case INTEGER, DECIMAL, DATE, DATE_TIME, TIME -> true;
      case BOOLEAN, CATEGORICAL, IDENTIFIER, TEXT -> false;
    };
  }

  /** Whether a column of this type lies in {@link Column#codes()}. */
  public boolean isCategorical() {
    return this == BOOLEAN || this == CATEGORICAL;
  }
}
