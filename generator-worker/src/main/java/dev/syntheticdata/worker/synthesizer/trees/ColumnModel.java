package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;

/** How one column's code is drawn, given those of the columns before it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(ConditionalTree.class), @JsonSubTypes.Type(BoostedClasses.class)})
public sealed interface ColumnModel permits ConditionalTree, BoostedClasses {

  /**
   * Draws the codes of consecutive rows.
   *
   * @param codes codes by column and row; those of the columns before this one are set
   * @param column this column, whose codes are set
   * @param random its numbers
   * @param firstRow number of the first row
   * @param smoothing rows of smoothing, at least 0
   * @param order room for an order of the rows, as many as there are
   */
  void draw(
      short[][] codes,
      int column,
      CellRandom random,
      long firstRow,
      double smoothing,
      LeafOrder order);

  /**
   * Draws the code of a row: the same that it has among others.
   *
   * @param table codes of the row's columns; those before this one are set
   * @param uniform a uniform number in (0, 1)
   * @param smoothing rows of smoothing, at least 0
   */
  short draw(short[][] table, int row, double uniform, double smoothing);

  /**
   * The probability of a code in a row.
   *
   * @param table codes of the row's columns
   * @param smoothing rows of smoothing, at least 0
   */
  double probability(short[][] table, int row, int code, double smoothing);

  /**
   * The column given that the value is one of some.
   *
   * @param pieces for each code the numbers within it that give such a value
   */
  ConditionedColumn given(Pieces[] pieces, double smoothing);
}
