package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyLossTest {

  /** The values were found by a search over a grid of 20,001 orders, refined around the best. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 1e-6, 0.00032104769034573964",
    "1, 1e-6, 0.02435597035953837",
    "3, 1e-6, 0.18506984065340146",
    "10, 1e-6, 1.5392787638667285",
    "1, 1e-9, 0.01497305767358852",
    "100, 1e-6, 49.54576279940468"
  })
  void rhoOfEpsilonAndDelta(double epsilon, double delta, double rho) {
    assertThat(PrivacyLoss.rho(epsilon, delta)).isCloseTo(rho, within(1e-7 * rho));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 1e-5, 4.728386984943315",
    "0.1, 1e-6, 2.141938928385474",
    "1, 1e-10, 10.034343581347631",
    "0.015, 1e-6, 0.7717342248183723"
  })
  void epsilonOfRhoAndDelta(double rho, double delta, double epsilon) {
    assertThat(new PrivacyLoss(rho, 0).epsilon(delta)).isCloseTo(epsilon, within(1e-7 * epsilon));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1e-6", "3, 1e-6", "10, 1e-4", "100, 1e-9"})
  void aFitLosesWhatItClaims(double epsilon, double delta) {
    var loss = PrivacyLoss.ofFit(epsilon, delta);

    assertThat(loss.epsilon(delta)).isCloseTo(epsilon, within(1e-6 * epsilon));
    assertThat(loss.delta()).isPositive().isLessThan(delta);
  }

  @Test
  void lossesOfSeveralFitsAddUpToLessThanTheSumOfEpsilons() {
    var four =
        IntStream.range(0, 4)
            .mapToObj(i -> PrivacyLoss.ofFit(1, 1e-6))
            .reduce(PrivacyLoss.NONE, PrivacyLoss::plus);

    assertThat(four.rho()).isCloseTo(4 * PrivacyLoss.ofFit(1, 1e-6).rho(), within(1e-12));
    assertThat(four.epsilon(1e-6)).isBetween(1.9, 2.2);
  }

  @Test
  void nothingIsClaimedWhereDeltaIsUsedUp() {
    assertThat(new PrivacyLoss(0.1, 1e-6).epsilon(1e-6)).isInfinite();
    assertThat(PrivacyLoss.NONE.epsilon(0)).isZero();
  }

  @Test
  void whatIsNoLossIsRefused() {
    assertThatThrownBy(() -> new PrivacyLoss(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PrivacyLoss(Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrivacyLoss.rho(0, 1e-6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PrivacyLoss.rho(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
