package dev.syntheticdata.worker.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The recorded description of one column: enough to parse its text, to model it and to write it
 * back in the same form.
 *
 * @param name the column's name, unique in its table
 * @param type what its values are
 * @param nullable whether the source has missing values in it
 * @param scale decimals after the point for {@link ColumnType#DECIMAL}, otherwise 0
 * @param format for dates and times the pattern of the text, as {@link
 *     java.time.format.DateTimeFormatter} reads it; for booleans the pair as {@code false|true};
 *     otherwise null
 * @param categories the labels of a {@link ColumnType#CATEGORICAL} or {@link ColumnType#BOOLEAN}
 *     column, in the order of their codes; empty for other types
 * @param zone for date-times with an offset, the offset or the zone (an id of the time zone
 *     database) that all values were written in; null where they are written in UTC, or in several
 * @param missing how missing values are written, in the order of their kinds; empty where that is
 *     one kind and no other than an empty field need be written
 */
public record ColumnSchema(
    String name,
    ColumnType type,
    boolean nullable,
    int scale,
    String format,
    List<String> categories,
    @JsonInclude(JsonInclude.Include.NON_NULL) String zone,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> missing) {

  public ColumnSchema {
    categories = categories == null ? List.of() : List.copyOf(categories);
    missing = missing == null ? List.of() : List.copyOf(missing);
  }

  /** A column whose times have no zone and whose missing values are of one kind. */
  public ColumnSchema(
      String name,
      ColumnType type,
      boolean nullable,
      int scale,
      String format,
      List<String> categories) {
    this(name, type, nullable, scale, format, categories, null, List.of());
  }

  /** The same column with another answer to whether values may be missing. */
  public ColumnSchema withNullable(boolean nullable) {
    return new ColumnSchema(name, type, nullable, scale, format, categories, zone, missing);
  }

  /** The same column with other labels. */
  public ColumnSchema withCategories(List<String> categories) {
    return new ColumnSchema(name, type, nullable, scale, format, categories, zone, missing);
  }

  /** The same column with times written in a zone, or in UTC for null. */
  ColumnSchema withZone(String zone) {
    return new ColumnSchema(name, type, nullable, scale, format, categories, zone, missing);
  }

  /** The same column with missing values written so, in the order of their kinds. */
  ColumnSchema withMissing(List<String> missing) {
    return new ColumnSchema(name, type, nullable, scale, format, categories, zone, missing);
  }
}
