package dev.syntheticdata.worker.evaluation.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssociationTest {

  @Test
  void aTwoByTwoTableHasThePhiCoefficient() {
    // 30 10 / 20 40: phi is (30*40 - 10*20) / sqrt(40*60*50*50).
    int[] first = new int[100];
    int[] second = new int[100];
    for (int row = 0; row < 100; row++) {
      first[row] = row < 40 ? 0 : 1;
      second[row] = row < 30 || row >= 40 && row < 60 ? 0 : 1;
    }

    assertThat(Association.cramersV(first, 2, second, 2))
        .isCloseTo(1000 / Math.sqrt(6e6), within(1e-12));
  }

  @Test
  void whatDeterminesTheOtherIsOne() {
    int[] first = new Random(1).ints(1_000, 0, 6).toArray();
    int[] second = Arrays.stream(first).map(code -> code / 2).toArray();

    assertThat(Association.cramersV(first, 6, second, 3)).isCloseTo(1, within(1e-12));
  }

  @Test
  void independentColumnsAreAlmostZero() {
    int[] first = new Random(1).ints(10_000, 0, 4).toArray();
    int[] second = new Random(2).ints(10_000, 0, 4).toArray();

    assertThat(Association.cramersV(first, 4, second, 4)).isLessThan(0.03);
  }

  @Test
  void manyCellsCountAsFewDo() {
    int[] first = new Random(1).ints(2_000, 0, 5).toArray();
    int[] second = new Random(3).ints(2_000, 0, 5).toArray();

    assertThat(Association.cramersV(first, 1_000, second, 1_000))
        .isEqualTo(Association.cramersV(first, 5, second, 5), within(1e-12));
  }

  @Test
  void aConstantHasNone() {
    assertThat(Association.cramersV(new int[5], 3, new int[] {0, 1, 0, 1, 2}, 3)).isNull();
  }
}
