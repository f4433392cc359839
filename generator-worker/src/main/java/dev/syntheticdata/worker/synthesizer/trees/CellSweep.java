package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * The search for the best division of many rows: the rows of each pair of a code and a target are
 * counted in one pass, and then moved from side to side by cells instead of row by row. It finds
 * what {@link SplitSearch} finds, but for the rounding of sums.
 */
final class CellSweep {

  /** With more rows than this, counting cells is the faster way. */
  static final int LARGE = 1 << 16;

  private final int classes;
  private final int leafRows;
  private final CodeOrder codeOrder;
  private final int[] cells;
  private final int[] begin;
  private final int[] size;
  private final int[] left;
  private final int[] right;

  CellSweep(int mostCodes, int classes, int leafRows, CodeOrder codeOrder) {
    this.classes = classes;
    this.leafRows = leafRows;
    this.codeOrder = codeOrder;
    this.cells = new int[mostCodes * classes];
    this.begin = new int[mostCodes];
    this.size = new int[mostCodes];
    this.left = new int[classes];
    this.right = new int[classes];
  }

  /**
   * Tries all divisions by one column.
   *
   * @param codes the column's codes
   * @param coding its coding
   * @param target codes of the target
   * @param order rows; those of the node lie from {@code from} to below {@code to}
   * @param counts the node's rows by target
   * @param whole the entropy of the node's rows, not divided by their number
   * @param best the best division so far, replaced by a better one
   */
  void sweep(
      int feature,
      short[] codes,
      Coding coding,
      short[] target,
      int[] order,
      int from,
      int to,
      int[] counts,
      double whole,
      SplitSearch.Candidate best) {
    int some = coding.size() + 1;
    if (!count(codes, target, order, from, to, some)) {
      return;
    }
    int[] sequence =
        coding.ordered() ? null : codeOrder.of(some, begin, size, cells, counts, to - from);
    System.arraycopy(counts, 0, right, 0, classes);
    Arrays.fill(left, 0);
    double score = whole;
    int lefts = 0;
    int rights = to - from;
    for (int position = 0; position < some && rights >= leafRows; position++) {
      int code = sequence == null ? position : sequence[position];
      if (size[code] == 0) {
        continue;
      }
      score += move(code * classes);
      lefts += size[code];
      rights -= size[code];
      if (lefts >= leafRows && rights >= leafRows) {
        best.consider(
            score - Entropy.xLogX(lefts) - Entropy.xLogX(rights), feature, position, sequence);
      }
    }
  }

  /** Moves the rows of a code to the left; what the entropy of both sides loses by it. */
  private double move(int cell) {
    double change = 0;
    for (int c = 0; c < classes; c++) {
      int rows = cells[cell + c];
      if (rows > 0) {
        change +=
            Entropy.xLogX(left[c] + rows)
                - Entropy.xLogX(left[c])
                + Entropy.xLogX(right[c] - rows)
                - Entropy.xLogX(right[c]);
        left[c] += rows;
        right[c] -= rows;
      }
    }
    return change;
  }

  /** Counts the cells; whether there is more than one code. */
  private boolean count(short[] codes, short[] target, int[] order, int from, int to, int some) {
    Arrays.fill(cells, 0, some * classes, 0);
    for (int i = from; i < to; i++) {
      int row = order[i];
      cells[codes[row] * classes + target[row]]++;
    }
    int present = 0;
    for (int code = 0; code < some; code++) {
      int rows = 0;
      for (int c = 0; c < classes; c++) {
        rows += cells[code * classes + c];
      }
      size[code] = rows;
      present += rows > 0 ? 1 : 0;
    }
    return present > 1;
  }
}
