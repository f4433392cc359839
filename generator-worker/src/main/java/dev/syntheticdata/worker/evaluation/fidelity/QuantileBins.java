package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * At most ten bins of about equal counts in T, and one for missing values. Found from the lowest
 * value up: each bin takes values until it has its share of the rows that are left, and a value
 * that alone has that share is a bin of its own. Ten values or fewer are a bin each. Values outside
 * T's range belong to the outer bins.
 *
 * @param upper highest value of each bin but the last, rising
 */
record QuantileBins(double[] upper) implements Codes.Binning {

  static final int BINS = 10;

  static QuantileBins of(Column real) {
    double[] sorted = real.sorted();
    double[] distinct = real.distinct();
    if (distinct.length <= BINS) {
      return new QuantileBins(Arrays.copyOf(distinct, Math.max(0, distinct.length - 1)));
    }
    double[] edges = new double[BINS - 1];
    int found = 0;
    int binStart = 0;
    for (int start = 0, end; start < sorted.length && found < edges.length; start = end) {
      end = endOfRun(sorted, start);
      double share = (double) (sorted.length - binStart) / (BINS - found);
      if (start > binStart && end - start >= share) {
        edges[found++] = sorted[start - 1];
        binStart = start;
      }
      if (found < edges.length && end - binStart >= share && end < sorted.length) {
        edges[found++] = sorted[end - 1];
        binStart = end;
      }
    }
    return new QuantileBins(Arrays.copyOf(edges, found));
  }

  /** The position after the last value equal to the one at {@code start}. */
  private static int endOfRun(double[] sorted, int start) {
    int end = start + 1;
    while (end < sorted.length && sorted[end] == sorted[start]) {
      end++;
    }
    return end;
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
    int at = Arrays.binarySearch(upper, value);
    return at >= 0 ? at : -at - 1;
  }
}
