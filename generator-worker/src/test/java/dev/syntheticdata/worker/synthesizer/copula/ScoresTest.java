package dev.syntheticdata.worker.synthesizer.copula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

  private static final int N = 20_000;

  /** Two normals of a known correlation. */
  private static double[][] normals(double correlation) {
    var random = new Random(17);
    var pair = new double[2][N];
    for (int i = 0; i < N; i++) {
      pair[0][i] = random.nextGaussian();
      pair[1][i] =
          correlation * pair[0][i]
              + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
    }
    return pair;
  }

  private static Scores cut(double[] normals, double... thresholds) {
    int[] ranks =
        IntStream.range(0, N)
            .map(i -> (int) java.util.Arrays.stream(thresholds).filter(t -> normals[i] > t).count())
            .toArray();
    return Scores.of(ranks, thresholds.length + 1);
  }

  private static double estimate(Scores a, Scores b) {
    return LatentCorrelation.of(List.of(a, b)).matrix()[1][0];
  }

  @Test
  void theSeriesOfAContinuousScoreIsItsFirstTerm() {
    var scores = Scores.ofNumbers(normals(0)[0]);

    assertThat(scores.hermite()[0]).isCloseTo(1, within(1e-3));
    assertThat(scores.variance()).isCloseTo(1, within(1e-3));
  }

  @Test
  void aLatentCorrelationIsFoundBetweenContinuousColumns() {
    double[][] pair = normals(0.6);

    assertThat(estimate(Scores.ofNumbers(pair[0]), Scores.ofNumbers(pair[1])))
        .isCloseTo(0.6, within(0.02));
  }

  @Test
  void aLatentCorrelationIsFoundBehindTwoRareBooleans() {
    double[][] pair = normals(0.6);

    assertThat(estimate(cut(pair[0], 1.2), cut(pair[1], 0.9))).isCloseTo(0.6, within(0.04));
  }

  @Test
  void aLatentCorrelationIsFoundBetweenABooleanAndANumber() {
    double[][] pair = normals(-0.7);

    assertThat(estimate(cut(pair[0], 0.5), Scores.ofNumbers(pair[1])))
        .isCloseTo(-0.7, within(0.02));
  }

  @Test
  void aLatentCorrelationIsFoundBetweenScalesOfFewSteps() {
    double[][] pair = normals(0.5);

    assertThat(estimate(cut(pair[0], -1, 0, 1), cut(pair[1], -0.5, 0.7)))
        .isCloseTo(0.5, within(0.02));
  }

  @Test
  void missingRowsAreLeftOut() {
    double[][] pair = normals(0.6);
    for (int i = 0; i < N; i += 3) {
      pair[0][i] = Double.NaN;
    }

    assertThat(estimate(Scores.ofNumbers(pair[0]), Scores.ofNumbers(pair[1])))
        .isCloseTo(0.6, within(0.02));
  }

  @Test
  void aConstantColumnIsRelatedToNothing() {
    assertThat(estimate(cut(normals(0)[0]), Scores.ofNumbers(normals(0)[1]))).isZero();
  }

  @Test
  void contradictingPairsGiveAMatrixThatCanBeFactored() {
    // Each pair is seen on rows of its own, where all three disagree.
    var a = new double[600];
    var b = new double[600];
    var c = new double[600];
    var random = new Random(2);
    for (int i = 0; i < 600; i++) {
      double z = random.nextGaussian();
      a[i] = i < 400 ? z : Double.NaN;
      b[i] = i < 200 ? z : i < 400 ? Double.NaN : z;
      c[i] = i < 200 ? Double.NaN : i < 400 ? z : -z;
    }

    double[][] matrix =
        LatentCorrelation.of(List.of(Scores.ofNumbers(a), Scores.ofNumbers(b), Scores.ofNumbers(c)))
            .matrix();

    double[][] factor = GaussianCopulaModel.cholesky(matrix);
    assertThat(factor[2][2]).isPositive();
    for (int i = 0; i < 3; i++) {
      assertThat(matrix[i][i]).isEqualTo(1);
    }
  }
}
