package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.marginals.ExactRandom.Variance;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws of fixed seeds against exact probabilities, by the chi-squared test. */
class ExactRandomTest {

  private static final int DRAWS = 40_000;

  private final ExactRandom random = ExactRandom.repeatable(7);

  /** The p-value of draws against weights, of whole numbers from -reach to reach. */
  private static double fit(LongSupplier draws, LongToDoubleFunction weight, int reach) {
    var observed = new double[2 * reach + 1];
    for (int i = 0; i < DRAWS; i++) {
      long drawn = draws.getAsLong();
      observed[(int) Math.max(-reach, Math.min(reach, drawn)) + reach]++;
    }
    var expected = new double[observed.length];
    double total = 0;
    for (long x = -20L * reach; x <= 20L * reach; x++) {
      double w = weight.applyAsDouble(x);
      expected[(int) Math.max(-reach, Math.min(reach, x)) + reach] += w;
      total += w;
    }
    double statistic = 0;
    int cells = 0;
    for (int i = 0; i < expected.length; i++) {
      double count = expected[i] / total * DRAWS;
      if (count > 0) {
        statistic += (observed[i] - count) * (observed[i] - count) / count;
        cells++;
      } else {
        assertThat(observed[i]).isZero();
      }
    }
    return 1 - new ChiSquaredDistribution(null, cells - 1).cumulativeProbability(statistic);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 2.3, 30, 900.5})
  void gaussianNoiseHasItsDistribution(double value) {
    var variance = Variance.atLeast(value);

    double p =
        fit(
            () -> random.gaussian(variance),
            x -> Math.exp(-(double) x * x / (2 * variance.value())),
            (int) Math.ceil(2.5 * variance.sigma()));

    assertThat(p).isGreaterThan(1e-3);
  }

  @Test
  void theTestSeesNoiseThatIsATenthTooSmall() {
    var variance = Variance.atLeast(30 * 0.81);

    assertThat(fit(() -> random.gaussian(variance), x -> Math.exp(-(double) x * x / 60), 13))
        .isLessThan(1e-6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 7})
  void laplaceNoiseHasItsDistribution(long scale) {
    double p =
        fit(
            () -> random.laplace(scale),
            x -> Math.exp(-Math.abs((double) x) / scale),
            (int) (4 * scale));

    assertThat(p).isGreaterThan(1e-3);
  }

  @Test
  void numbersBelowABoundAreUniform() {
    assertThat(fit(() -> random.below(5), x -> x >= 0 && x < 5 ? 1 : 0, 6)).isGreaterThan(1e-3);
  }

  @Test
  void fractionsAndExponentialsComeTrueAsOftenAsTheySay() {
    assertThat(share(1, 3, false)).isBetween(0.325, 0.342);
    assertThat(share(1, 3, true)).isBetween(0.708, 0.725);
    assertThat(share(5, 2, true)).isBetween(0.077, 0.087);
    assertThat(share(0, 1, true)).isOne();
  }

  private double share(long numerator, long denominator, boolean exponential) {
    var n = BigInteger.valueOf(numerator);
    var d = BigInteger.valueOf(denominator);
    int hits = 0;
    for (int i = 0; i < DRAWS; i++) {
      hits += (exponential ? random.exp(n, d) : random.bernoulli(n, d)) ? 1 : 0;
    }
    return (double) hits / DRAWS;
  }

  @Test
  void theVarianceIsNeverRoundedDown() {
    for (double value : new double[] {1e-6, 0.3, 1, 123.456, 1e9 / 7}) {
      assertThat(Variance.atLeast(value).value()).isGreaterThanOrEqualTo(value);
      assertThat(Variance.atLeast(value).value()).isLessThanOrEqualTo(value + 1e-3);
    }
  }

  @Test
  void secureNumbersAreOthersEachTime() {
    var variance = Variance.atLeast(1e6);
    var first = new long[20];
    var second = new long[20];
    var one = ExactRandom.secure();
    var other = ExactRandom.secure();
    Arrays.setAll(first, i -> one.gaussian(variance));
    Arrays.setAll(second, i -> other.gaussian(variance));

    assertThat(first).isNotEqualTo(second);
  }
}
