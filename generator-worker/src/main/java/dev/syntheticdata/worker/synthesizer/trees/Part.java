package dev.syntheticdata.worker.synthesizer.trees;

/**
 * What of a column is learned beside its main part, as if it were a column of its own.
 *
 * @param column position of the column in the schema
 * @param kind what of it
 */
public record Part(int column, Kind kind) {

  /** What a part holds. */
  public enum Kind {
    /** Milliseconds since midnight of a date-time, whose main part is then the day. */
    TIME_OF_DAY,
    /** The weekday of a day, Monday first. */
    WEEKDAY,
    /** Of which kind a missing value is. */
    MISSING_KIND
  }
}
