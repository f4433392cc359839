package dev.syntheticdata.worker.evaluation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of the share found hold the truth as often as they say, also where rows are few. */
class RankingTest {

  private static final int DRAWS = 400;

  /** Members score as others do, but for a share that stands out, and a shift of all. */
  @ParameterizedTest(name = "{0} others, {1} members, {2} of them copied, shifted by {3}")
  @CsvSource({
    "50, 75, 0, 0",
    "50, 75, 0.2, 0",
    "100, 800, 0, 0",
    "100, 800, 0.05, 0",
    "200, 800, 0, 0",
    "800, 3000, 0, 0",
    "800, 3000, 0.05, 0",
    "800, 3000, 0, 0.5",
    "800, 3000, 0, 1.5"
  })
  void theTruthIsWithinTheIntervalOfTheShareFound(
      int others, int members, double copied, double shift) {
    var normal = new NormalDistribution();
    double threshold = normal.inverseCumulativeProbability(0.99);
    double truth = copied + (1 - copied) * (1 - normal.cumulativeProbability(threshold - shift));
    var random = new Random(8);
    int below = 0;
    int above = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      var ranking =
          new Ranking(
              IntStream.range(0, members)
                  .mapToDouble(i -> random.nextGaussian() + (i < copied * members ? 8 : shift))
                  .toArray(),
              DoubleStream.generate(random::nextGaussian).limit(others).toArray());
      var interval = ranking.foundInterval(0.01);
      below += truth < interval.low() ? 1 : 0;
      above += truth > interval.high() ? 1 : 0;
      assertThat(ranking.foundAt(0.01)).isBetween(interval.low(), interval.high());
    }

    // One draw in forty may be beyond either end; what chance makes of 400 draws is allowed for.
    assertThat(below).isLessThanOrEqualTo(DRAWS / 20);
    assertThat(above).isLessThanOrEqualTo(DRAWS / 20);
  }

  @ParameterizedTest
  @CsvSource({"50, 75", "800, 3000"})
  void theIntervalOfOneOfManyIsWider(int others, int members) {
    var random = new Random(8);
    var ranking =
        new Ranking(
            DoubleStream.generate(() -> random.nextGaussian() + 2).limit(members).toArray(),
            DoubleStream.generate(random::nextGaussian).limit(others).toArray());

    var alone = ranking.foundInterval(0.01, 1);
    var amongMany = ranking.foundInterval(0.01, 10);

    assertThat(alone).isEqualTo(ranking.foundInterval(0.01));
    assertThat(amongMany.low()).isLessThanOrEqualTo(alone.low());
    assertThat(amongMany.high()).isGreaterThan(alone.high());
  }
}
