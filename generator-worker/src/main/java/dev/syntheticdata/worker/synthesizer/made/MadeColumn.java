package dev.syntheticdata.worker.synthesizer.made;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;

/**
 * A column whose values are made from (seed, column, row) alone. The engine does not learn it, so
 * nothing of the source is in it but, for personal fields, the share of missing values.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PatternColumn.class, name = "pattern"),
  @JsonSubTypes.Type(value = PersonalColumn.class, name = "personal")
})
public sealed interface MadeColumn permits PatternColumn, PersonalColumn {

  /** Stream of the first made column: far from those of the learned ones. */
  long STREAM = 2_000_000;

  /** Name of the column. */
  String name();

  /** The number of rows that it has values for. */
  default long mostRows() {
    return Long.MAX_VALUE;
  }

  /** Whether the Parquet type that the column has in its source holds all values. */
  default boolean fits(ColumnSchema column) {
    return column.holdsTexts();
  }

  /** Throws what is wrong with its declaration, if anything. */
  void check();

  /**
   * The values of consecutive rows.
   *
   * @param position of the column in its table
   */
  Column values(int position, long firstRow, int rows, long seed);
}
