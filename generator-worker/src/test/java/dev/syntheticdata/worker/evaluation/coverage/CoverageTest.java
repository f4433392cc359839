package dev.syntheticdata.worker.evaluation.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final double NONE = Double.NaN;

  @Test
  void theShareOfRealCategoriesThatOccurCounts() {
    assertThat(Coverage.ofCategories(new int[] {0, 1, 2, 2, -1}, new int[] {2, 2, 0, 3}, 4))
        .isCloseTo(2 / 3.0, within(1e-15));
  }

  @Test
  void whatIsMissingAtBothEndsOfTheRangeIsLost() {
    assertThat(Coverage.ofRange(new double[] {0, 10, NONE}, new double[] {2, 9}))
        .isCloseTo(0.7, within(1e-12));
  }

  @Test
  void valuesBeyondTheRangeGainNothing() {
    assertThat(Coverage.ofRange(new double[] {0, 10}, new double[] {-5, 10, 80})).isEqualTo(1);
  }

  @Test
  void aRangeThatIsNotTouchedIsNotCovered() {
    assertThat(Coverage.ofRange(new double[] {0, 10}, new double[] {20, 30})).isZero();
  }

  @Test
  void noValueCoversNothing() {
    assertThat(Coverage.ofRange(new double[] {0, 10}, new double[] {NONE})).isZero();
  }

  @Test
  void aConstantHasNoRangeToCover() {
    assertThat(Coverage.ofRange(new double[] {5, 5}, new double[] {5})).isNaN();
  }
}
