package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrivacyCheckTest {

  @Test
  void theAreaIsTheShareOfPairsWithTiesAsHalf() {
    var random = new Random(6);
    for (int distinct : new int[] {1, 2, 5, 1_000}) {
      double[] higher = scores(random, 70, distinct);
      double[] lower = scores(random, 50, distinct);

      double won = 0;
      for (double one : higher) {
        for (double other : lower) {
          won += one > other ? 1 : one == other ? 0.5 : 0;
        }
      }

      assertThat(PrivacyCheck.area(higher, lower)).isCloseTo(won / (70 * 50), within(1e-12));
    }
  }

  private static double[] scores(Random random, int size, int distinct) {
    return IntStream.range(0, size).mapToDouble(i -> random.nextInt(distinct)).toArray();
  }
}
