package dev.syntheticdata.worker.evaluation.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CentredTest {

  private static double correlation(double[] x, double[] y) {
    return Centred.of(x).correlation(Centred.of(y));
  }

  @Test
  void itIsPearsonsCorrelation() {
    var random = new Random(3);
    double[] x = random.doubles(1_001, 1e9, 1e9 + 1_000).toArray();
    double[] y = Arrays.stream(x).map(v -> (v - 1e9) / 7 + 50 * random.nextDouble()).toArray();

    double[] near = Arrays.stream(x).map(v -> v - 1e9).toArray();

    assertThat(correlation(near, y)).isCloseTo(Similarity.pearson(near, y), within(1e-12));
    assertThat(correlation(x, y)).isCloseTo(correlation(near, y), within(1e-12));
  }

  @Test
  void rowsInWhichAValueIsMissingDoNotCount() {
    double[] x = {1, 2, Double.NaN, 4, 5};
    double[] y = {2, 4, 7, 1, Double.NaN};

    assertThat(correlation(x, y))
        .isEqualTo(Similarity.pearson(new double[] {1, 2, 4}, new double[] {2, 4, 1}));
  }

  @Test
  void aConstantHasNone() {
    double[] constant = new double[10];
    Arrays.fill(constant, 0.1);

    assertThat(correlation(constant, new Random(1).doubles(10).toArray())).isNaN();
  }
}
