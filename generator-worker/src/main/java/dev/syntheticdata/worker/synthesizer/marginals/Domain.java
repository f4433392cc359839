package dev.syntheticdata.worker.synthesizer.marginals;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.table.Column;

/**
 * The values a column can have, as cells from 0 to below {@link #size()}. The last cell means that
 * there is no value.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberDomain.class, name = "number"),
  @JsonSubTypes.Type(value = LabelDomain.class, name = "label")
})
sealed interface Domain permits NumberDomain, LabelDomain {

  /** The number of cells, that of missing values included. */
  @JsonIgnore
  int size();

  /** Whether a higher cell is a higher value, the last cell aside. */
  @JsonIgnore
  boolean ordered();

  /** The numbers within a cell that give one of these values. */
  Pieces pieces(int cell, ValueSet values);

  /**
   * Values for cells.
   *
   * @param cells cells below {@link #size()}
   * @param within for each row a uniform number in (0, 1) that chooses among the values of its cell
   */
  Column decode(int[] cells, double[] within);
}
