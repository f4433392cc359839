package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.table.Column;

/**
 * A column of each table as small whole numbers over the same cells.
 *
 * @param real cell of each row of T
 * @param synthetic cell of each row of the other table
 * @param cells number of cells; codes are below it
 */
record Codes(int[] real, int[] synthetic, int cells) {

  /** How a value becomes a cell; missing values have a cell too. */
  interface Binning {
    int cells();

    int cell(Column column, int row);
  }

  static Codes of(Binning binning, Column real, Column synthetic) {
    return new Codes(codes(binning, real), codes(binning, synthetic), binning.cells());
  }

  private static int[] codes(Binning binning, Column column) {
    int[] out = new int[column.size()];
    for (int row = 0; row < out.length; row++) {
      out[row] = binning.cell(column, row);
    }
    return out;
  }
}
