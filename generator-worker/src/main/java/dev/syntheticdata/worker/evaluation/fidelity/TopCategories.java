package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The ten most frequent categories of T, a cell for all the rest and one for missing values. Of
 * equally frequent ones the earlier code counts.
 *
 * @param cellOfCode cell of each category
 */
record TopCategories(int[] cellOfCode) implements Codes.Binning {

  static final int TOP = 10;

  static TopCategories of(int[] real, int categories) {
    int[] counts = new int[categories];
    for (int code : real) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    int[] cells = new int[categories];
    Arrays.fill(cells, TOP);
    int[] order =
        IntStream.range(0, categories)
            .boxed()
            .sorted(Comparator.comparingInt(code -> -counts[code]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int rank = 0; rank < Math.min(TOP, categories); rank++) {
      cells[order[rank]] = rank;
    }
    return new TopCategories(cells);
  }

  @Override
  public int cells() {
    return TOP + 2;
  }

  @Override
  public int cell(Column column, int row) {
    int code = column.code(row);
    return code < 0 ? TOP + 1 : cellOfCode[code];
  }
}
