package dev.syntheticdata.worker.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

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
 * @param parquet the column's type in the Parquet files of its source, without its name, such as
 *     {@code required int32 (INTEGER(8,true))}, in which it is written to Parquet again; {@code
 *     optional int64} also for identifiers of other sources that are whole numbers. Null where it
 *     is the one that values of this kind usually have
 */
public record ColumnSchema(
    String name,
    ColumnType type,
    boolean nullable,
    int scale,
    String format,
    List<String> categories,
    @JsonInclude(JsonInclude.Include.NON_NULL) String zone,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> missing,
    @JsonInclude(JsonInclude.Include.NON_NULL) String parquet) {

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
    this(name, type, nullable, scale, format, categories, null, List.of(), null);
  }

  /** The same column with another answer to whether values may be missing. */
  public ColumnSchema withNullable(boolean nullable) {
    return new ColumnSchema(
        name, type, nullable, scale, format, categories, zone, missing, parquet);
  }

  /** The same column with other labels. */
  public ColumnSchema withCategories(List<String> categories) {
    return new ColumnSchema(
        name, type, nullable, scale, format, categories, zone, missing, parquet);
  }

  /** The same column with values written in another form. */
  ColumnSchema withFormat(String format) {
    return new ColumnSchema(
        name, type, nullable, scale, format, categories, zone, missing, parquet);
  }

  /** The same column with times written in a zone, or in UTC for null. */
  ColumnSchema withZone(String zone) {
    return new ColumnSchema(
        name, type, nullable, scale, format, categories, zone, missing, parquet);
  }

  /** The same column with missing values written so, in the order of their kinds. */
  ColumnSchema withMissing(List<String> missing) {
    return new ColumnSchema(
        name, type, nullable, scale, format, categories, zone, missing, parquet);
  }

  /** The same column with a Parquet type of its own, or the usual one for null. */
  public ColumnSchema withParquet(String parquet) {
    return new ColumnSchema(
        name, type, nullable, scale, format, categories, zone, missing, parquet);
  }

  /** Whether values that are read from a file of it are whole numbers, whatever they mean. */
  @JsonIgnore
  public boolean isWhole() {
    return type == ColumnType.INTEGER
        || (parquet != null && ParquetTypes.isInteger(ParquetTypes.of(this)));
  }

  /**
   * The whole numbers that its Parquet type holds; empty where that is none of numbers, or none of
   * its own.
   */
  public Optional<WholeNumbers> range() {
    return parquet == null ? Optional.empty() : ParquetTypes.numbers(ParquetTypes.of(this));
  }

  /**
   * From the least to the greatest value that its Parquet type holds, in the unit of its numbers;
   * without ends where it has no type of its own.
   */
  public Interval bounds() {
    return parquet == null ? Interval.ALL : ParquetTypes.bounds(ParquetTypes.of(this));
  }

  /** Whether its Parquet type, if it has one of its own, takes any text. */
  public boolean holdsTexts() {
    return parquet == null || ParquetTypes.isText(ParquetTypes.of(this));
  }

  /** Whether its Parquet type is that of UUIDs. */
  public boolean holdsUuids() {
    return parquet != null && ParquetTypes.isUuid(ParquetTypes.of(this));
  }

  /** The least version of the format of models whose readers understand this description. */
  public int formatVersion() {
    if (parquet != null || (type == ColumnType.DATE_TIME && format.endsWith("x"))) {
      return 5;
    }
    return zone == null && missing.isEmpty() ? 1 : 2;
  }
}
