package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.table.Column;

/**
 * A cell for each category and one for missing values.
 *
 * @param categories number of categories
 */
record CategoryCells(int categories) implements Codes.Binning {

  @Override
  public int cells() {
    return categories + 1;
  }

  @Override
  public int cell(Column column, int row) {
    int code = column.code(row);
    return code < 0 ? categories : code;
  }
}
