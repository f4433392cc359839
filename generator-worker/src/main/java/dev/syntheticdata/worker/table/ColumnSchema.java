package dev.syntheticdata.worker.table;

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
 */
public record ColumnSchema(
    String name,
    ColumnType type,
    boolean nullable,
    int scale,
    String format,
    List<String> categories) {

  public ColumnSchema {
    categories = categories == null ? List.of() : List.copyOf(categories);
  }

  /** The same column with another answer to whether values may be missing. */
  public ColumnSchema withNullable(boolean nullable) {
    return new ColumnSchema(name, type, nullable, scale, format, categories);
  }

  /** The same column with other labels. */
  public ColumnSchema withCategories(List<String> categories) {
    return new ColumnSchema(name, type, nullable, scale, format, categories);
  }
}
