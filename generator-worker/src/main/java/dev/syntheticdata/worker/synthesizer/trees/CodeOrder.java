package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * Puts the codes of a column in an order along which the target's distribution changes most: by
 * their score on the first principal direction of the distributions, each weighted by its rows,
 * found by power iteration.
 */
final class CodeOrder {

  private static final int ITERATIONS = 8;

  private final int classes;
  private final double[] direction;
  private final double[] next;
  private final double[] scores;
  private final int[] cellClass;
  private final int[] cellCount;
  private final int[] cellEnd;
  private final int[] histogram;

  CodeOrder(int mostCodes, int classes) {
    this.classes = classes;
    this.direction = new double[classes];
    this.next = new double[classes];
    this.scores = new double[mostCodes + 1];
    this.cellEnd = new int[mostCodes + 1];
    this.cellClass = new int[(mostCodes + 1) * classes];
    this.cellCount = new int[(mostCodes + 1) * classes];
    this.histogram = new int[classes];
  }

  /**
   * The codes that some row has, in order, then the others.
   *
   * @param begin where each code's rows begin in {@code sorted}
   * @param end where they end
   * @param sorted the rows' targets, by code
   * @param counts rows of each target
   */
  int[] of(int codes, int[] begin, int[] end, short[] sorted, int[] counts, int rows) {
    cells(codes, begin, end, sorted);
    return order(codes, begin, end, counts, rows);
  }

  /**
   * The same of rows that are counted already.
   *
   * @param begin zeros
   * @param size rows of each code
   * @param counted rows of each code and target, by code
   */
  int[] of(int codes, int[] begin, int[] size, int[] counted, int[] counts, int rows) {
    int cells = 0;
    for (int code = 0; code < codes; code++) {
      for (int c = 0; c < classes; c++) {
        int count = counted[code * classes + c];
        if (count > 0) {
          cellClass[cells] = c;
          cellCount[cells++] = count;
        }
      }
      cellEnd[code] = cells;
    }
    return order(codes, begin, size, counts, rows);
  }

  private int[] order(int codes, int[] begin, int[] end, int[] counts, int rows) {
    start(counts);
    for (int i = 0; i < (classes == 2 ? 1 : ITERATIONS); i++) {
      turn(codes, begin, end, mean(counts, rows));
      normalise();
    }
    return sorted(codes, begin, end);
  }

  private double mean(int[] counts, int rows) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += counts[c] * direction[c];
    }
    return sum / rows;
  }

  /** Scores the codes along the direction, and turns it towards where they differ most. */
  private void turn(int codes, int[] begin, int[] end, double mean) {
    Arrays.fill(next, 0);
    int from = 0;
    for (int code = 0; code < codes; code++) {
      int to = cellEnd[code];
      if (to > from) {
        double score = along(from, to) / (end[code] - begin[code]) - mean;
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

  /** The counts above 0 of each code, code by code. */
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
      for (int cell = firstCell; cell < cells; cell++) {
        cellCount[cell] = histogram[cellClass[cell]];
        histogram[cellClass[cell]] = 0;
      }
      cellEnd[code] = cells;
    }
  }

  /**
   * Begins at the most frequent class, which no direction of interest is orthogonal to for long.
   */
  private void start(int[] counts) {
    int most = 0;
    for (int c = 1; c < classes; c++) {
      most = counts[c] > counts[most] ? c : most;
    }
    Arrays.fill(direction, 0);
    direction[most] = 1;
  }

  private void normalise() {
    double length = 0;
    for (double x : next) {
      length += x * x;
    }
    if (length > 0) {
      double scale = 1 / Math.sqrt(length);
      for (int c = 0; c < classes; c++) {
        direction[c] = next[c] * scale;
      }
    }
  }

  private int[] sorted(int codes, int[] begin, int[] end) {
    var keys = new long[codes];
    for (int code = 0; code < codes; code++) {
      boolean seen = begin[code] < end[code];
      // Ordered as the doubles are, and by code where they are equal; codes never seen last.
      long score = seen ? sortable((float) scores[code]) : Integer.MAX_VALUE;
      keys[code] = score << Short.SIZE | code;
    }
    Arrays.sort(keys);
    var order = new int[codes];
    for (int i = 0; i < codes; i++) {
      order[i] = (int) (keys[i] & 0xFFFF);
    }
    return order;
  }

  private static int sortable(float value) {
    int bits = Float.floatToIntBits(value + 0f);
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
