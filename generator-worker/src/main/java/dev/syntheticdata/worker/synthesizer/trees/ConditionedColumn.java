package dev.syntheticdata.worker.synthesizer.trees;

/** The distribution of a column's code given the columns before it, and that it is one of some. */
interface ConditionedColumn {

  /**
   * How probable the values asked for are in a row, as a share of at least what they are in any: 1
   * throughout where nothing before the column matters.
   */
  double weight(short[][] table, int row);

  /** The code at a probability in (0, 1), in a row with a weight above 0. */
  short draw(short[][] table, int row, double probability);
}
