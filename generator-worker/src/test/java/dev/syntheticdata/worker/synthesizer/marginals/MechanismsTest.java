package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.PrivacyLoss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MechanismsTest {

  private static final List<String> X = List.of("x");

  private static Mechanisms mechanisms(double rho, double delta, int bound) {
    return new Mechanisms(ExactRandom.repeatable(3), new PrivacyLoss(rho, delta), bound);
  }

  private static double variance(long[] noise) {
    return Arrays.stream(noise).mapToDouble(x -> (double) x * x).average().orElseThrow();
  }

  @Test
  void noiseOfACountIsThatOfItsRho() {
    var mechanisms = mechanisms(1, 0, 1);

    long[] noisy = mechanisms.count(Measured.Purpose.COLUMN, X, new long[20_000], 0.02);

    assertThat(variance(noisy)).isCloseTo(1 / (2 * 0.02), within(1.0));
    assertThat(mechanisms.spent().rho()).isCloseTo(0.02, within(1e-5)).isLessThanOrEqualTo(0.02);
  }

  @Test
  void noiseGrowsWithTheRowsOfAUnit() {
    var mechanisms = mechanisms(1, 0, 4);

    long[] noisy = mechanisms.count(Measured.Purpose.COLUMN, X, new long[20_000], 0.02);

    assertThat(variance(noisy)).isCloseTo(16 / (2 * 0.02), within(16.0));
  }

  @Test
  void whatIsAskedIsInTheBooks() {
    var mechanisms = mechanisms(1, 0.1, 1);
    mechanisms.count(Measured.Purpose.ROWS, X, new long[] {5}, 0.125);
    mechanisms.frequent(X, new long[] {500, 1}, 5, 0.125, 0.01);
    mechanisms.choose(i -> List.of("a", "b"), new long[] {1, 2}, 1, 0.125);

    assertThat(mechanisms.measured())
        .extracting(Measured::mechanism)
        .containsExactly(
            Measured.Mechanism.DISCRETE_GAUSSIAN,
            Measured.Mechanism.PARTITION_SELECTION,
            Measured.Mechanism.EXPONENTIAL);
    assertThat(mechanisms.measured().get(0).sigma()).isEqualTo(2);
    assertThat(mechanisms.measured().stream().mapToDouble(Measured::rho).sum())
        .isCloseTo(mechanisms.spent().rho(), within(1e-12));
    assertThat(mechanisms.spent().delta()).isEqualTo(0.01);
  }

  @Test
  void moreThanTheBudgetIsNotAnswered() {
    var mechanisms = mechanisms(0.1, 0, 1);
    mechanisms.count(Measured.Purpose.ROWS, X, new long[1], 0.06);

    assertThatThrownBy(() -> mechanisms.count(Measured.Purpose.ROWS, X, new long[1], 0.06))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> mechanisms.frequent(X, new long[] {9}, 1, 0.01, 0.01))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aValueOfOneUnitIsKeptAtMostAsOftenAsDeltaSays() {
    int kept = 0;
    for (int i = 0; i < 20_000; i++) {
      var mechanisms = new Mechanisms(ExactRandom.repeatable(i), new PrivacyLoss(1, 0.05), 1);
      kept += mechanisms.frequent(X, new long[] {1}, 1, 0.1, 0.05).length;
    }

    // The bound is not far off: most of it is used.
    assertThat(kept / 20_000.0).isBetween(0.005, 0.05);
  }

  @Test
  void frequentValuesAreKeptAndThoseOfFewRowsAreNot() {
    long[] counts = {1_000, 4, 500, 4, 4};

    assertThat(mechanisms(50, 1e-3, 1).frequent(X, counts, 5, 50, 1e-3)).containsExactly(0, 2);
  }

  @Test
  void choicesFollowTheExponentialMechanism() {
    // ε = 1, one unit changes a score by 1: weights exp(score / 2).
    var mechanisms = mechanisms(20_000, 0, 1);
    var counts = new int[3];
    for (int i = 0; i < 40_000; i++) {
      counts[mechanisms.choose(j -> X, new long[] {0, 1, 3}, 1, 1 / 8.0)]++;
    }

    double total = 1 + Math.exp(0.5) + Math.exp(1.5);
    assertThat(counts[0] / 40_000.0).isCloseTo(1 / total, within(0.008));
    assertThat(counts[1] / 40_000.0).isCloseTo(Math.exp(0.5) / total, within(0.009));
    assertThat(counts[2] / 40_000.0).isCloseTo(Math.exp(1.5) / total, within(0.009));
  }
}
