package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryEstimateTest {

  private static final long GIB = 1L << 30;

  @ParameterizedTest
  @ValueSource(
      strings = {"autoregressiveTrees", "gaussianCopula", "independent", "privateMarginals"})
  void tenMillionRowsOfFifteenColumnsAreLearnedInTwoGibibytes(String engine) {
    // What the serial collector keeps free of a heap for survivors is no room for a fit.
    assertThat(MemoryEstimate.fit(engine, 10_000_000, 15)).isLessThan((long) (2 * GIB * 0.96));
  }

  @Test
  void anyNumberOfRowsIsGeneratedInHalfAGibibyte() {
    for (long rows = 1; rows < 1L << 40; rows *= 2) {
      assertThat(MemoryEstimate.generate(rows, 15)).isLessThan(GIB / 2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"autoregressiveTrees", "gaussianCopula", "independent", "privateMarginals"})
  void theCellsThatALimitHasRoomForAreExpectedToFit(String engine) {
    long heap = MemoryEstimate.heap(2 * GIB);
    long rows = MemoryEstimate.cells(engine, heap) / 10;

    assertThat(rows).isPositive();
    assertThat(MemoryEstimate.fit(engine, rows, 10)).isLessThanOrEqualTo(heap);
  }

  @Test
  void nothingIsSaidOfAnEngineThatIsNotKnown() {
    assertThat(MemoryEstimate.cells("container", GIB)).isZero();
  }

  @Test
  void aContainerHasRoomForItsHeap() {
    for (long heap = 1 << 20; heap < GIB; heap = heap * 3 + 7) {
      assertThat(MemoryEstimate.heap(MemoryEstimate.container(heap))).isGreaterThanOrEqualTo(heap);
    }
    assertThat(MemoryEstimate.quantity((5 << 20) + 1)).isEqualTo("6Mi");
  }
}
