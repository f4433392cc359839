package dev.syntheticdata.worker.evaluation.learn;

import java.util.Arrays;

/**
 * Rows of numbers of which most are 0, one row after another: only the others are kept, by rising
 * position. Sums over them are the same as over all, since 0 adds nothing.
 */
final class SparseRows {

  private final int width;
  private final int[] ends;
  private int rows;
  private int filled;
  private char[] positions;
  private double[] values;

  /**
   * No rows yet.
   *
   * @param rows how many there will be
   * @param width numbers of a row
   * @param kept how many of them are not 0, at most; only a first guess
   */
  SparseRows(int rows, int width, int kept) {
    if (width > Character.MAX_VALUE) {
      throw new IllegalArgumentException("too many features: " + width);
    }
    this.width = width;
    this.ends = new int[rows];
    this.positions = new char[Math.multiplyExact(rows, kept)];
    this.values = new double[positions.length];
  }

  /** Adds a number to the row that is being made. */
  void add(int position, double value) {
    if (value == 0) {
      return;
    }
    if (filled == values.length) {
      int room = Math.addExact(filled, filled / 2 + width);
      positions = Arrays.copyOf(positions, room);
      values = Arrays.copyOf(values, room);
    }
    positions[filled] = (char) position;
    values[filled++] = value;
  }

  void endRow() {
    ends[rows++] = filled;
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /** Each row's product with the weights. */
  double[] product(double[] weights) {
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      double score = 0;
      for (int i = start(row); i < ends[row]; i++) {
        score += values[i] * weights[positions[i]];
      }
      scores[row] = score;
    }
    return scores;
  }

  /** The sum of all rows, each times its weight. */
  double[] weighted(double[] weights) {
    double[] sum = new double[width];
    for (int row = 0; row < rows; row++) {
      for (int i = start(row); i < ends[row]; i++) {
        sum[positions[i]] += weights[row] * values[i];
      }
    }
    return sum;
  }

  /** The lower triangle of the sum of each row times itself, times its weight. */
  double[][] squares(double[] weights) {
    double[][] sum = new double[width][];
    for (int f = 0; f < width; f++) {
      sum[f] = new double[width];
    }
    for (int row = 0; row < rows; row++) {
      int start = start(row);
      for (int i = start; i < ends[row]; i++) {
        double weighted = weights[row] * values[i];
        double[] line = sum[positions[i]];
        for (int j = start; j <= i; j++) {
          line[positions[j]] += weighted * values[j];
        }
      }
    }
    return sum;
  }
}
