package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * Puts the codes of a column in an order along which the target's distribution changes most: by
 * their score on the first principal direction of the distributions, each weighted by its rows,
 * found by power iteration.
 */
final class CodeOrder {

  private static final int ITERATIONS = 8;

  private final double[] direction;
  private final double[] next;
  private final double[] scores;
  private final int[] cellClass;
  private final int[] cellCount;
  private final int[] cellEnd;
  private final int[] histogram;

  private int classes;

  /**
   * @param mostCodes codes at most
   * @param classes codes of the target
   * @param mostCells pairs of them that rows have, at most
   */
  CodeOrder(int mostCodes, int classes, int mostCells) {
    this.direction = new double[classes];
    this.next = new double[classes];
    this.scores = new double[mostCodes];
    this.cellEnd = new int[mostCodes];
    this.cellClass = new int[mostCells];
    this.cellCount = new int[mostCells];
    this.histogram = new int[classes];
  }

  /**
   * The codes that some row of a node has, in order.
   *
   * @param codes codes of the column
   * @param size rows of each
   * @param counted rows of each code and target, by code
   */
  int[] ofCells(int codes, int[] size, int[] counted, NodeRows node) {
    cells(codes, size, counted, node);
    return order(codes, node);
  }

  /** The counts above 0 of each code, code by code. */
  private void cells(int codes, int[] size, int[] counted, NodeRows node) {
    int cells = 0;
    for (int code = 0; code < codes; code++) {
      int first = code * node.classes;
      for (int c = 0; c < node.classes && size[code] > 0; c++) {
        int count = counted[first + c];
        if (count > 0) {
          cellClass[cells] = c;
          cellCount[cells++] = count;
        }
      }
      cellEnd[code] = cells;
    }
  }

  /**
   * The same of rows that are sorted.
   *
   * @param begin where each code's rows begin in {@code sorted}
   * @param end where they end
   * @param sorted the rows' targets, by code
   */
  int[] ofSorted(int codes, int[] begin, int[] end, short[] sorted, NodeRows node) {
    cells(codes, begin, end, sorted);
    return order(codes, node);
  }

  private void cells(int codes, int[] begin, int[] end, short[] sorted) {
    int cells = 0;
    for (int code = 0; code < codes; code++) {
      int firstCell = cells;
      for (int i = begin[code]; i < end[code]; i++) {
        int c = sorted[i];
        if (histogram[c]++ == 0) {
          cellClass[cells++] = c;
        }
      }
      // As they are where cells are counted, so that sums are the same.
      Arrays.sort(cellClass, firstCell, cells);
      for (int cell = firstCell; cell < cells; cell++) {
        cellCount[cell] = histogram[cellClass[cell]];
        histogram[cellClass[cell]] = 0;
      }
      cellEnd[code] = cells;
    }
  }

  private int[] order(int codes, NodeRows node) {
    classes = node.classes;
    start(node.counts);
    // Of two classes any direction gives the order of their shares.
    for (int i = 0; i < (classes == 2 ? 1 : ITERATIONS); i++) {
      turn(codes, mean(node.counts, node.size));
      normalise();
    }
    return sorted(codes);
  }

  private double mean(int[] counts, int rows) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += counts[c] * direction[c];
    }
    return sum / rows;
  }

  /** Scores the codes along the direction, and turns it towards where they differ most. */
  private void turn(int codes, double mean) {
    Arrays.fill(next, 0, classes, 0);
    int from = 0;
    for (int code = 0; code < codes; code++) {
      int to = cellEnd[code];
      if (to > from) {
        double score = along(from, to) / rows(from, to) - mean;
        scores[code] = score;
        for (int cell = from; cell < to; cell++) {
          next[cellClass[cell]] += cellCount[cell] * score;
        }
      }
      from = to;
    }
  }

  /** The sum of a code's rows along the direction. */
  private double along(int from, int to) {
    double sum = 0;
    for (int cell = from; cell < to; cell++) {
      sum += cellCount[cell] * direction[cellClass[cell]];
    }
    return sum;
  }

  private int rows(int from, int to) {
    int rows = 0;
    for (int cell = from; cell < to; cell++) {
      rows += cellCount[cell];
    }
    return rows;
  }

  /**
   * Begins at the most frequent class, which no direction of interest is orthogonal to for long.
   */
  private void start(int[] counts) {
    int most = 0;
    for (int c = 1; c < classes; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    Arrays.fill(direction, 0, classes, 0);
    direction[most] = 1;
  }

  private void normalise() {
    double length = 0;
    for (int c = 0; c < classes; c++) {
      length += next[c] * next[c];
    }
    if (length > 0) {
      double scale = 1 / Math.sqrt(length);
      for (int c = 0; c < classes; c++) {
        direction[c] = next[c] * scale;
      }
    }
  }

  private int[] sorted(int codes) {
    var keys = new long[codes];
    int seen = 0;
    int from = 0;
    for (int code = 0; code < codes; code++) {
      if (cellEnd[code] > from) {
        // Ordered as the doubles are, and by code where they are equal.
        keys[seen++] = (long) sortable((float) scores[code]) << Short.SIZE | code;
        from = cellEnd[code];
      }
    }
    Arrays.sort(keys, 0, seen);
    var order = new int[seen];
    for (int i = 0; i < seen; i++) {
      order[i] = (int) (keys[i] & 0xFFFF);
    }
    return order;
  }

  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
