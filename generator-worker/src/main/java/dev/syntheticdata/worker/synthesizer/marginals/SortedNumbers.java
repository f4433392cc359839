package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.marginals.Cells.Cell;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of a column, ascending, without those missing: eight bytes for a row, for one column
 * at a time.
 */
final class SortedNumbers {

  private final double[] values;

  /** Those that are left. */
  private int size;

  private SortedNumbers(double[] values, int size) {
    this.values = values;
    this.size = size;
  }

  static SortedNumbers of(Column column) {
    var values = new double[column.size()];
    int size = 0;
    for (int row = 0; row < values.length; row++) {
      double value = column.number(row);
      if (!Double.isNaN(value)) {
        values[size++] = value;
      }
    }
    Arrays.sort(values, 0, size);
    return new SortedNumbers(values, size);
  }

  /**
   * Values that so many rows have.
   *
   * @param values ascending
   * @param rows how many have each
   */
  record Frequent(double[] values, long[] rows) {

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** The values of at least so many rows; zero is one, whatever its sign. */
  Frequent frequent(int leastRows) {
    var found = new double[16];
    var rows = new long[16];
    int count = 0;
    for (int from = 0; from < size; ) {
      int to = from;
      while (to < size && values[to] == values[from]) {
        to++;
      }
      if (to - from >= leastRows) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
          rows = Arrays.copyOf(rows, 2 * count);
        }
        found[count] = values[from] + 0.0;
        rows[count++] = to - from;
      }
      from = to;
    }
    return new Frequent(Arrays.copyOf(found, count), Arrays.copyOf(rows, count));
  }

  /** Leaves these values out from now on. */
  void remove(double[] ascending) {
    int left = 0;
    for (int i = 0; i < size; i++) {
      if (Arrays.binarySearch(ascending, values[i] + 0.0) < 0) {
        values[left++] = values[i];
      }
    }
    size = left;
  }

  /** Values by cell; one that is in none counts for the nearest below, or the first. */
  long[] count(List<Cell> cells) {
    double[] starts = cells.stream().mapToDouble(Cell::low).toArray();
    var counts = new long[starts.length];
    for (int i = 0; i < size; i++) {
      int at = Arrays.binarySearch(starts, values[i]);
      counts[Math.max(0, at >= 0 ? at : -at - 2)]++;
    }
    return counts;
  }
}
