package dev.syntheticdata.worker.synthesizer.margin;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;

/** The distribution of one column by itself: a share of missing values, and the values. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberMargin.class, name = "number"),
  @JsonSubTypes.Type(value = LabelMargin.class, name = "label"),
  @JsonSubTypes.Type(value = IdentifierMargin.class, name = "identifier"),
  @JsonSubTypes.Type(value = WithheldMargin.class, name = "withheld")
})
public sealed interface Margin permits NumberMargin, LabelMargin, IdentifierMargin, WithheldMargin {

  /** The share of rows without a value, 0 to 1. */
  double missing();

  /** Whether the values can depend on those of other columns. */
  boolean modelled();

  /**
   * The column's values for uniform numbers: a higher number never gives a lower value.
   *
   * @param firstRow number of the first row
   * @param values a number in (0, 1) for each row, for its value
   * @param missingness a number in (0, 1) for each row: the highest are the missing rows
   * @param spare random bits of the column, for values that depend on nothing
   */
  Column fill(long firstRow, double[] values, double[] missingness, CellRandom spare);

  /** Whether a row is missing. */
  default boolean isMissing(double missingness) {
    return missingness > 1 - missing();
  }
}
