package dev.syntheticdata.worker.synthesizer.copula;

import java.util.List;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Estimates the correlation matrix of the latent normals.
 *
 * <p>For each pair it takes the covariance of the normal scores over the rows that have both, and
 * finds the latent correlation that gives this covariance: for two continuous columns that is the
 * correlation of scores itself, for two binary columns the tetrachoric correlation, for the rest
 * what lies between. Without it, columns with few values would come out less related than they are.
 * The matrix is then shrunk towards the identity by Schäfer and Strimmer's estimate of the optimal
 * intensity (Statistical Applications in Genetics and Molecular Biology 4, 2005, target D), and its
 * eigenvalues are raised to at least {@value #LEAST_EIGENVALUE}.
 */
final class LatentCorrelation {

  private static final double LEAST_EIGENVALUE = 1e-4;
  private static final double GREATEST = 0.9999;
  private static final int FEWEST_PAIRS = 10;

  private final List<Scores> scores;
  private final Pair[][] pairs;

  private LatentCorrelation(List<Scores> scores) {
    this.scores = List.copyOf(scores);
    this.pairs = new Pair[scores.size()][];
  }

  /**
   * A pair of dimensions.
   *
   * @param rows rows that have both
   * @param observed correlation of the scores
   * @param latent the latent correlation behind it
   */
  private record Pair(int rows, double observed, double latent) {

    private static final Pair UNRELATED = new Pair(0, 0, 0);
  }

  /** Estimates all pairs. */
  static LatentCorrelation of(List<Scores> scores) {
    return new LatentCorrelation(List.of()).update(scores);
  }

  /** Estimates the pairs of which a dimension's scores are not the same object as before. */
  LatentCorrelation update(List<Scores> changed) {
    var updated = new LatentCorrelation(changed);
    for (int i = 0; i < changed.size(); i++) {
      updated.pairs[i] = new Pair[i];
      for (int j = 0; j < i; j++) {
        boolean known = isKnown(i, changed) && isKnown(j, changed);
        updated.pairs[i][j] = known ? pairs[i][j] : pair(changed.get(i), changed.get(j));
      }
    }
    return updated;
  }

  private boolean isKnown(int dimension, List<Scores> changed) {
    return dimension < scores.size() && scores.get(dimension) == changed.get(dimension);
  }

  /** The matrix: symmetric, positive definite, ones on the diagonal. */
  double[][] matrix() {
    double keep = 1 - intensity();
    var matrix = new double[pairs.length][pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      matrix[i][i] = 1;
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i] = pairs[i][j].latent() * keep;
      }
    }
    return positiveDefinite(matrix);
  }

  /** The share by which to shrink: variance of the correlations over their squares, at most 1. */
  private double intensity() {
    double noise = 0;
    double signal = 0;
    for (Pair[] row : pairs) {
      for (Pair pair : row) {
        if (pair.rows() > 0) {
          double r = pair.observed();
          noise += (1 - r * r) * (1 - r * r) / (pair.rows() - 1);
          signal += r * r;
        }
      }
    }
    return signal == 0 ? 1 : Math.min(1, noise / signal);
  }

  private static Pair pair(Scores a, Scores b) {
    Sums sums = a.isComplete() && b.isComplete() ? complete(a, b) : common(a, b);
    int n = sums.n();
    if (n < FEWEST_PAIRS) {
      return Pair.UNRELATED;
    }
    double covariance = sums.ab() / n - sums.a() / n * (sums.b() / n);
    double variances =
        (sums.aa() / n - sums.a() / n * (sums.a() / n))
            * (sums.bb() / n - sums.b() / n * (sums.b() / n));
    if (!(variances > 1e-12)) {
      return Pair.UNRELATED;
    }
    double r = Math.max(-1, Math.min(1, covariance / Math.sqrt(variances)));
    return new Pair(n, r, latent(a, b, r * Math.sqrt(a.variance() * b.variance())));
  }

  /** Sums over the rows that have both scores. */
  private record Sums(int n, double a, double b, double ab, double aa, double bb) {}

  /** Where no score is missing, all but one sum are known already. */
  private static Sums complete(Scores a, Scores b) {
    double ab = 0;
    for (int row = 0; row < a.rows().length; row++) {
      ab += a.rows()[row] * b.rows()[row];
    }
    return new Sums(a.rows().length, a.sum(), b.sum(), ab, a.sumOfSquares(), b.sumOfSquares());
  }

  private static Sums common(Scores a, Scores b) {
    double sumA = 0;
    double sumB = 0;
    double sumAB = 0;
    double sumAA = 0;
    double sumBB = 0;
    int n = 0;
    for (int row = 0; row < a.rows().length; row++) {
      double x = a.rows()[row];
      double y = b.rows()[row];
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        sumA += x;
        sumB += y;
        sumAB += x * y;
        sumAA += x * x;
        sumBB += y * y;
        n++;
      }
    }
    return new Sums(n, sumA, sumB, sumAB, sumAA, sumBB);
  }

  /** The latent correlation that gives a covariance of scores, by bisection. */
  private static double latent(Scores a, Scores b, double covariance) {
    double low = -GREATEST;
    double high = GREATEST;
    if (covariance <= a.covariance(b, low)) {
      return low;
    }
    if (covariance >= a.covariance(b, high)) {
      return high;
    }
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (a.covariance(b, middle) < covariance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double[][] positiveDefinite(double[][] matrix) {
    if (isPositiveDefinite(matrix)) {
      return matrix;
    }
    try {
      return withRaisedEigenvalues(matrix);
    } catch (MaxCountExceededException e) {
      return shrunkUntilPositiveDefinite(matrix);
    }
  }

  /** Whether all eigenvalues are above the least that is allowed: whether the rest has a factor. */
  private static boolean isPositiveDefinite(double[][] matrix) {
    int n = matrix.length;
    var factor = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? matrix[i][i] - LEAST_EIGENVALUE : matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        if (i == j && !(sum > 0)) {
          return false;
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
    }
    return true;
  }

  private static double[][] withRaisedEigenvalues(double[][] matrix) {
    int n = matrix.length;
    var eigen = new EigenDecomposition(new Array2DRowRealMatrix(matrix));
    double[] values = eigen.getRealEigenvalues();
    var fixed = new double[n][n];
    for (int k = 0; k < n; k++) {
      double value = Math.max(values[k], 2 * LEAST_EIGENVALUE);
      double[] vector = eigen.getEigenvector(k).toArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          fixed[i][j] += value * vector[i] * vector[j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        fixed[i][j] /= Math.sqrt(fixed[i][i] * fixed[j][j]);
        fixed[j][i] = fixed[i][j];
      }
    }
    for (int i = 0; i < n; i++) {
      fixed[i][i] = 1;
    }
    return fixed;
  }

  /** The way out where the eigenvalues cannot be found: ends at the identity at the latest. */
  private static double[][] shrunkUntilPositiveDefinite(double[][] matrix) {
    var shrunk = new double[matrix.length][];
    for (double keep = 0.9; ; keep *= keep) {
      for (int i = 0; i < matrix.length; i++) {
        shrunk[i] = matrix[i].clone();
        for (int j = 0; j < matrix.length; j++) {
          shrunk[i][j] *= i == j ? 1 : keep;
        }
      }
      if (isPositiveDefinite(shrunk)) {
        return shrunk;
      }
    }
  }
}
