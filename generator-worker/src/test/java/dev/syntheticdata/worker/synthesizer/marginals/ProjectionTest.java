package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTest {

  @Test
  void projectsOntoCountsOfAGivenSum() {
    assertThat(Projection.toSimplex(new double[] {5, 3, -4}, 10)).containsExactly(6, 4, 0);
    assertThat(Projection.toSimplex(new double[] {5, 3, 2}, 10)).containsExactly(5, 3, 2);
    assertThat(Projection.toSimplex(new double[] {-8, -9}, 10)).containsExactly(5.5, 4.5);
  }

  @Test
  void noOtherTableOfThatSumIsNearer() {
    var random = new Random(1);
    double[] noisy = random.doubles(6, -3, 5).toArray();
    double[] projected = Projection.toSimplex(noisy, 7);
    for (int i = 0; i < 1_000; i++) {
      double[] other = random.doubles(6).toArray();
      double sum = Arrays.stream(other).sum();
      double[] scaled = Arrays.stream(other).map(x -> x / sum * 7).toArray();
      assertThat(distance(noisy, projected)).isLessThanOrEqualTo(distance(noisy, scaled));
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void aTableGetsItsMargins() {
    double[] rows = {6, 4};
    double[] columns = {5, 3, 2};

    double[] fitted = Projection.toMargins(new double[] {9, -3, 1, -2, 5, 0}, rows, columns);

    for (int i = 0; i < 2; i++) {
      assertThat(fitted[3 * i] + fitted[3 * i + 1] + fitted[3 * i + 2])
          .isCloseTo(rows[i], within(1e-3));
    }
    for (int j = 0; j < 3; j++) {
      assertThat(fitted[j] + fitted[3 + j]).isCloseTo(columns[j], within(1e-6));
    }
    assertThat(Arrays.stream(fitted)).allMatch(x -> x >= 0);
  }

  @Test
  void aTableThatHasItsMarginsStays() {
    double[] table = {1, 2, 3, 4};

    assertThat(Projection.toMargins(table, new double[] {3, 7}, new double[] {4, 6}))
        .containsExactly(table, within(1e-6));
  }

  @Test
  void aMarginWithoutRowsGivesNone() {
    assertThat(Projection.toMargins(new double[] {1, -2}, new double[] {0}, new double[] {0, 0}))
        .containsOnly(0);
  }
}
