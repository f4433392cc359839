package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.table.Column;

/**
 * Labels: cell c is category c of the model's schema.
 *
 * @param labels their number
 */
record LabelDomain(int labels) implements Domain {

  @Override
  public int size() {
    return labels + 1;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public Pieces pieces(int cell, ValueSet values) {
    boolean allowed = cell == labels ? values.missing() : values.contains(cell);
    return allowed ? Pieces.ALL : Pieces.NONE;
  }

  @Override
  public Column decode(int[] cells, double[] within) {
    var codes = new int[cells.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = cells[row] == labels ? -1 : cells[row];
    }
    return Column.ofCodes(codes);
  }
}
