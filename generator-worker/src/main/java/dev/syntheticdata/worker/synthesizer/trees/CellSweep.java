package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * The search for the best division of rows by counting: the rows of each pair of a code and a
 * target are counted in one pass, and then moved from side to side by cells instead of row by row.
 * It finds what {@link RowSweep} finds, and sooner where there are not many more cells than rows.
 */
final class CellSweep {

  private final int leafRows;
  private final CodeOrder codeOrder;
  private final int[] cells;
  private final int[] size;
  private final int[] left;
  private final int[] right;

  /**
   * @param mostCodes codes of a column at most
   * @param classes codes of the target
   * @param mostCells pairs of them at most
   */
  CellSweep(int mostCodes, int classes, int mostCells, int leafRows, CodeOrder codeOrder) {
    this.leafRows = leafRows;
    this.codeOrder = codeOrder;
    this.cells = new int[mostCells];
    this.size = new int[mostCodes];
    this.left = new int[classes];
    this.right = new int[classes];
  }

  /**
   * Tries all divisions by one column.
   *
   * @param codes the column's codes
   * @param coding its coding
   * @param best the best division so far, replaced by a better one
   * @return whether the column can divide these rows or some of them
   */
  boolean sweep(
      int feature, short[] codes, Coding coding, NodeRows node, SplitSearch.Candidate best) {
    int some = coding.size() + 1;
    int classes = node.classes;
    Arrays.fill(cells, 0, some * classes, 0);
    count(codes, node.order, node.from, node.targets, node.size, classes);
    if (node.size - largest(some, classes) < leafRows) {
      return false;
    }
    int[] sequence = coding.ordered() ? null : codeOrder.ofCells(some, size, cells, node);
    System.arraycopy(node.counts, 0, right, 0, classes);
    Arrays.fill(left, 0, classes, 0);
    long score = node.whole;
    int lefts = 0;
    int rights = node.size;
    int steps = sequence == null ? some : sequence.length;
    for (int position = 0; position < steps; position++) {
      int code = sequence == null ? position : sequence[position];
      int rows = size[code];
      if (rows == 0) {
        continue;
      }
      lefts += rows;
      rights -= rows;
      if (rights < leafRows) {
        break;
      }
      score += move(code * classes, classes);
      if (lefts >= leafRows) {
        best.consider(
            score - Entropy.xLogX(lefts) - Entropy.xLogX(rights), feature, position, sequence);
      }
    }
    return true;
  }

  private void count(short[] codes, int[] order, int from, int[] targets, int rows, int classes) {
    int[] counted = cells;
    for (int i = 0; i < rows; i++) {
      counted[codes[order[from + i]] * classes + targets[i]]++;
    }
  }

  /** Sums the rows of each code; those of the most frequent one. */
  private int largest(int some, int classes) {
    int most = 0;
    for (int code = 0; code < some; code++) {
      int rows = 0;
      int end = (code + 1) * classes;
      for (int cell = code * classes; cell < end; cell++) {
        rows += cells[cell];
      }
      size[code] = rows;
      most = Math.max(most, rows);
    }
    return most;
  }

  /** Moves the rows of a code to the left; what the entropy of both sides loses by it. */
  private long move(int cell, int classes) {
    long change = 0;
    for (int c = 0; c < classes; c++) {
      int rows = cells[cell + c];
      if (rows > 0) {
        int l = left[c];
        int r = right[c];
        change +=
            Entropy.xLogX(l + rows) - Entropy.xLogX(l) + Entropy.xLogX(r - rows) - Entropy.xLogX(r);
        left[c] = l + rows;
        right[c] = r - rows;
      }
    }
    return change;
  }
}
