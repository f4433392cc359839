package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * A column's values: its cells, and their groups in the network.
 *
 * @param domain the cells
 * @param grouping the groups
 */
record MarginalColumn(Domain domain, Grouping grouping) {

  /**
   * Values for groups.
   *
   * @param within for each row a uniform number in (0, 1) that chooses among the values of its
   *     group
   */
  Column decode(int[] groups, double[] within) {
    var drawing = new Drawing();
    var cells = new int[groups.length];
    var rest = new double[groups.length];
    for (int row = 0; row < groups.length; row++) {
      drawing.draw(groups[row], within[row], row, cells, rest);
    }
    return domain.decode(cells, rest);
  }

  /** Cells of each group one after another, with the rows up to each. */
  private final class Drawing {

    private final int[] first = new int[grouping.size() + 1];
    private final int[] cells;
    private final double[] sums;

    Drawing() {
      int[] counts = grouping.cells();
      for (int g = 0; g < counts.length; g++) {
        first[g + 1] = first[g] + counts[g];
      }
      cells = new int[first[counts.length]];
      sums = new double[cells.length];
      int[] next = Arrays.copyOf(first, counts.length);
      int[] group = grouping.group();
      for (int cell = 0; cell < group.length; cell++) {
        if (group[cell] >= 0) {
          cells[next[group[cell]]++] = cell;
        }
      }
      for (int g = 0; g < counts.length; g++) {
        cumulate(g);
      }
    }

    private void cumulate(int g) {
      double sum = 0;
      for (int i = first[g]; i < first[g + 1]; i++) {
        sum += grouping.rows()[cells[i]];
        sums[i] = sum;
      }
      if (sum == 0) {
        for (int i = first[g]; i < first[g + 1]; i++) {
          sums[i] = i - first[g] + 1.0;
        }
      }
    }

    void draw(int g, double within, int row, int[] drawn, double[] rest) {
      int low = first[g];
      int high = first[g + 1] - 1;
      double target = within * sums[high];
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sums[middle] > target) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      double before = low == first[g] ? 0 : sums[low - 1];
      drawn[row] = cells[low];
      // What is left of the number is uniform again, for the value within the cell.
      rest[row] = Math.min(Math.nextDown(1.0), (target - before) / (sums[low] - before));
    }
  }
}
