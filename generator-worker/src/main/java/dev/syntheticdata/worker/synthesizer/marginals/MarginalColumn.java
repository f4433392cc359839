package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A column's values: its cells, and their groups in the network.
 *
 * @param domain the cells
 * @param grouping the groups
 */
record MarginalColumn(Domain domain, Grouping grouping) {

  private static final double EDGE = 1e-9;

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

  /** The numbers that give one of these values, by group. */
  Pieces[] pieces(ValueSet values) {
    var drawing = new Drawing();
    var pieces = new Pieces[grouping.size()];
    for (int group = 0; group < pieces.length; group++) {
      pieces[group] = drawing.pieces(group, values);
    }
    return pieces;
  }

  /** Whether some group gives one of these values. */
  boolean allows(ValueSet values) {
    var pieces = pieces(values);
    double[] totals = grouping.totals();
    return IntStream.range(0, pieces.length)
        .anyMatch(group -> totals[group] > 0 && pieces[group].length() > 0);
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

    /** Cell by cell: where a single value lies within a stretch, values do not ascend. */
    Pieces pieces(int g, ValueSet values) {
      var found = new ArrayList<Pieces.Piece>();
      double total = sums[first[g + 1] - 1];
      for (int i = first[g]; i < first[g + 1]; i++) {
        double from = (i == first[g] ? 0 : sums[i - 1]) / total;
        double width = sums[i] / total - from;
        for (var piece : domain.pieces(cells[i], values).pieces()) {
          // A little inside, so that rounding does not draw the neighbour.
          double edge = EDGE * piece.length() * width;
          found.add(
              new Pieces.Piece(
                  from + piece.from() * width + edge, from + piece.to() * width - edge));
        }
      }
      return Pieces.of(found);
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
