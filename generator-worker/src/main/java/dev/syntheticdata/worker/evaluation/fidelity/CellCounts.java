package dev.syntheticdata.worker.evaluation.fidelity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each combination of cells of some columns occurs in the two tables. Small tables of
 * combinations are counted in arrays, large ones (two columns of very many categories) in a map.
 *
 * @param real counts in T, one for each combination that occurs in either table
 * @param synthetic counts in the other table, same order
 */
record CellCounts(int[] real, int[] synthetic) {

  static final long DENSE_LIMIT = 1 << 16;

  /** Whether counts of two columns are in the order of their cells, with all that do not occur. */
  static boolean isDense(Codes first, Codes second) {
    return (long) first.cells() * second.cells() <= DENSE_LIMIT;
  }

  /** Counts the combinations of the given columns. */
  static CellCounts of(Codes... columns) {
    long cells = 1;
    for (var column : columns) {
      cells = Math.multiplyExact(cells, column.cells());
    }
    return cells <= DENSE_LIMIT ? dense(columns, (int) cells) : sparse(columns);
  }

  private static CellCounts dense(Codes[] columns, int cells) {
    int[] real = new int[cells];
    int[] synthetic = new int[cells];
    if (columns.length == 2) {
      count(real, columns[0].real(), columns[1].real(), columns[1].cells());
      count(synthetic, columns[0].synthetic(), columns[1].synthetic(), columns[1].cells());
      return new CellCounts(real, synthetic);
    }
    for (int row = 0; row < columns[0].real().length; row++) {
      int cell = 0;
      for (var column : columns) {
        cell = cell * column.cells() + column.real()[row];
      }
      real[cell]++;
    }
    for (int row = 0; row < columns[0].synthetic().length; row++) {
      int cell = 0;
      for (var column : columns) {
        cell = cell * column.cells() + column.synthetic()[row];
      }
      synthetic[cell]++;
    }
    return new CellCounts(real, synthetic);
  }

  private static void count(int[] counts, int[] first, int[] second, int ofSecond) {
    for (int row = 0; row < first.length; row++) {
      counts[first[row] * ofSecond + second[row]]++;
    }
  }

  private static CellCounts sparse(Codes[] columns) {
    Map<Long, Integer> index = new HashMap<>();
    int[] real = new int[16];
    int[] synthetic = new int[16];
    int realRows = columns[0].real().length;
    int rows = realRows + columns[0].synthetic().length;
    for (int row = 0; row < rows; row++) {
      boolean inReal = row < realRows;
      long key = 0;
      for (var column : columns) {
        int code = inReal ? column.real()[row] : column.synthetic()[row - realRows];
        key = key * column.cells() + code;
      }
      int at = index.computeIfAbsent(key, k -> index.size());
      if (at == real.length) {
        real = Arrays.copyOf(real, 2 * at);
        synthetic = Arrays.copyOf(synthetic, 2 * at);
      }
      (inReal ? real : synthetic)[at]++;
    }
    return new CellCounts(
        Arrays.copyOf(real, index.size()), Arrays.copyOf(synthetic, index.size()));
  }
}
