package dev.syntheticdata.worker.evaluation.fidelity;

/**
 * An ordered column, with what its correlations with all others need once.
 *
 * @param values the column, not changed
 * @param mean their mean; NaN where one is missing
 * @param squares sum of the squared distances from it
 */
record Centred(double[] values, double mean, double squares) {

  static Centred of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    // The mean of equal values need not be one of them.
    double squares = isConstant(values) ? 0 : product(values, mean, values, mean);
    return new Centred(values, mean, squares);
  }

  private static boolean isConstant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Pearson correlation over the rows where both values are present, as {@link Similarity#pearson};
   * NaN where there is none.
   */
  double correlation(Centred other) {
    if (!Double.isFinite(squares) || !Double.isFinite(other.squares)) {
      return Similarity.pearson(values, other.values);
    }
    if (values.length < 2 || squares <= 0 || other.squares <= 0) {
      return Double.NaN;
    }
    double product = product(values, mean, other.values, other.mean);
    return Math.max(-1, Math.min(1, product / Math.sqrt(squares * other.squares)));
  }

  /** In four sums, which do not wait for each other. */
  private static double product(double[] x, double meanX, double[] y, double meanY) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int row = 0;
    for (; row + 3 < x.length; row += 4) {
      a += (x[row] - meanX) * (y[row] - meanY);
      b += (x[row + 1] - meanX) * (y[row + 1] - meanY);
      c += (x[row + 2] - meanX) * (y[row + 2] - meanY);
      d += (x[row + 3] - meanX) * (y[row + 3] - meanY);
    }
    for (; row < x.length; row++) {
      a += (x[row] - meanX) * (y[row] - meanY);
    }
    return a + b + (c + d);
  }
}
