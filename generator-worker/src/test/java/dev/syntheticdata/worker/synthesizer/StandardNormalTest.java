package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class StandardNormalTest {

  private static final NormalDistribution REFERENCE = new NormalDistribution(0, 1);

  @Test
  void cdfAgreesWithCommonsMath() {
    for (double z = -9; z <= 9; z += 0.01) {
      assertThat(StandardNormal.cdf(z))
          .isCloseTo(REFERENCE.cumulativeProbability(z), within(2e-15));
    }
  }

  @Test
  void densityAgreesWithCommonsMath() {
    for (double z = -9; z <= 9; z += 0.1) {
      assertThat(StandardNormal.density(z)).isCloseTo(REFERENCE.density(z), within(1e-15));
    }
  }

  @Test
  void quantileInvertsTheCdf() {
    for (double p = 1e-12; p < 1; p += 1e-3) {
      assertThat(REFERENCE.cumulativeProbability(StandardNormal.quantile(p)))
          .isCloseTo(p, within(1e-12));
    }
  }

  @Test
  void quantileReachesFarIntoTheTails() {
    for (double p : new double[] {0x1p-53, 1e-30, 1e-100, 1e-300}) {
      double back = REFERENCE.cumulativeProbability(StandardNormal.quantile(p));
      assertThat(back / p).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void quantileIsInfiniteAtTheEnds() {
    assertThat(StandardNormal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(StandardNormal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
