package dev.syntheticdata.worker.learn;

/** The Cholesky factor of a symmetric positive definite matrix, to solve equations with it. */
final class Cholesky {

  private final double[][] lower;

  /**
   * Factors a matrix; only its lower triangle is read.
   *
   * @throws ArithmeticException if it is not positive definite
   */
  Cholesky(double[][] matrix) {
    int size = matrix.length;
    lower = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        if (i == j && !(sum > 0)) {
          throw new ArithmeticException("the matrix is not positive definite");
        }
        lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
      }
    }
  }

  /** The vector that the matrix takes to {@code right}. */
  double[] solve(double[] right) {
    int size = right.length;
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }
}
