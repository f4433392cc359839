package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

  private static final long MIB = 1 << 20;

  @Test
  void asManyAreAtWorkAsHalfOfTheFreeMemoryHolds() {
    assertThat(Workers.most(1000 * MIB, 100 * MIB)).isEqualTo(5);
    assertThat(Workers.most(100 * MIB, 100 * MIB)).isEqualTo(1);
    assertThat(Workers.most(0, 100 * MIB)).isEqualTo(1);
    assertThat(Workers.most(Long.MAX_VALUE, 0)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void noMoreAreAtWorkTogetherThanAllowed() {
    for (int together : new int[] {1, 3, Integer.MAX_VALUE}) {
      var working = new AtomicInteger();
      var most = new AtomicInteger();

      var results =
          Workers.map(
              20,
              together,
              i -> {
                most.accumulateAndGet(working.incrementAndGet(), Math::max);
                working.decrementAndGet();
                return i;
              });

      assertThat(results).isEqualTo(IntStream.range(0, 20).boxed().toList());
      assertThat(most.get()).isBetween(1, together);
    }
  }
}
