package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * Ten bins of equal width over the real range, the outer ones open, and one for missing values: how
 * SDMetrics cuts numeric columns for contingency tables. The edges come from the real column only;
 * separate edges for each table would hide a shift.
 *
 * @param inner the nine edges between the bins, rising; a value on an edge belongs to the bin above
 */
record EqualWidthBins(double[] inner) implements Codes.Binning {

  private static final int BINS = 10;

  /** Edges over the range of the values; around a constant, over half a unit to both sides. */
  static EqualWidthBins of(double[] real) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : real) {
      if (!Double.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    if (min == max) {
      min -= 0.5;
      max += 0.5;
    }
    double step = (max - min) / BINS;
    double[] inner = new double[BINS - 1];
    for (int i = 0; i < inner.length; i++) {
      inner[i] = (i + 1) * step + min;
    }
    return new EqualWidthBins(inner);
  }

  @Override
  public int cells() {
    return BINS + 1;
  }

  @Override
  public int cell(Column column, int row) {
    double value = column.number(row);
    if (Double.isNaN(value)) {
      return BINS;
    }
    int at = Arrays.binarySearch(inner, value);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
