package dev.syntheticdata.worker.learn;

/**
 * The numbers of rows that a linear model sees: some that are mostly not 0, and after them some
 * that are 1 in a few rows and 0 in the others, of which only the places of the ones are kept.
 */
final class FeatureRows {

  /** Rows added to a sum in one pass. */
  private static final int TOGETHER = 4;

  private final int dense;
  private final int width;
  private final double[] values;
  private final int[] ends;
  private final char[] ones;
  private int rows;
  private int filled;

  /**
   * No rows yet.
   *
   * @param rows how many there will be
   * @param dense numbers of a row that are kept whatever they are
   * @param width numbers of a row
   * @param ones how many of the others are 1, at most
   */
  FeatureRows(int rows, int dense, int width, int ones) {
    if (width > Character.MAX_VALUE) {
      throw new IllegalArgumentException("too many features: " + width);
    }
    this.dense = dense;
    this.width = width;
    this.values = new double[Math.multiplyExact(rows, dense)];
    this.ends = new int[rows];
    this.ones = new char[Math.multiplyExact(rows, ones)];
  }

  /** Adds the first numbers of the row that is being made. */
  void add(double[] numbers) {
    System.arraycopy(numbers, 0, values, rows * dense, dense);
  }

  /** Adds a 1 to the row that is being made, behind those it has. */
  void addOne(int place) {
    ones[filled++] = (char) place;
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
      for (int f = 0; f < dense; f++) {
        score += values[row * dense + f] * weights[f];
      }
      for (int i = start(row); i < ends[row]; i++) {
        score += weights[ones[i]];
      }
      scores[row] = score;
    }
    return scores;
  }

  /** The sum of all rows, each times its weight. */
  double[] weighted(double[] weights) {
    double[] sum = new double[width];
    for (int row = 0; row < rows; row++) {
      double weight = weights[row];
      for (int f = 0; f < dense; f++) {
        sum[f] += weight * values[row * dense + f];
      }
      for (int i = start(row); i < ends[row]; i++) {
        sum[ones[i]] += weight;
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
    int row = 0;
    for (; row + TOGETHER <= rows; row += TOGETHER) {
      addFour(sum, row * dense, weights, row);
    }
    for (; row < rows; row++) {
      addOne(sum, row * dense, weights[row]);
    }
    for (row = 0; row < rows; row++) {
      addOnes(sum, row, weights[row]);
    }
    return sum;
  }

  private void addFour(double[][] sum, int base, double[] weights, int row) {
    int second = base + dense;
    int third = second + dense;
    int fourth = third + dense;
    for (int f = 0; f < dense; f++) {
      double[] line = sum[f];
      double a = weights[row] * values[base + f];
      double b = weights[row + 1] * values[second + f];
      double c = weights[row + 2] * values[third + f];
      double d = weights[row + 3] * values[fourth + f];
      for (int g = 0; g <= f; g++) {
        line[g] +=
            a * values[base + g]
                + b * values[second + g]
                + (c * values[third + g] + d * values[fourth + g]);
      }
    }
  }

  private void addOne(double[][] sum, int base, double weight) {
    for (int f = 0; f < dense; f++) {
      double[] line = sum[f];
      double weighted = weight * values[base + f];
      for (int g = 0; g <= f; g++) {
        line[g] += weighted * values[base + g];
      }
    }
  }

  /** What the ones of a row give with its other numbers and among each other. */
  private void addOnes(double[][] sum, int row, double weight) {
    int base = row * dense;
    int start = start(row);
    for (int i = start; i < ends[row]; i++) {
      double[] line = sum[ones[i]];
      for (int g = 0; g < dense; g++) {
        line[g] += weight * values[base + g];
      }
      for (int j = start; j <= i; j++) {
        line[ones[j]] += weight;
      }
    }
  }
}
