package dev.syntheticdata.worker.synthesizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class CellRandomTest {

  private static final int N = 200_000;

  private static double[] uniforms(long seed, long stream, long firstRow) {
    var random = new CellRandom(seed, stream);
    return LongStream.range(firstRow, firstRow + N).mapToDouble(random::uniform).toArray();
  }

  @Test
  void aCellIsAlwaysTheSame() {
    assertThat(new CellRandom(1, 2).bits(3)).isEqualTo(new CellRandom(1, 2).bits(3));
  }

  @Test
  void numbersLieStrictlyBetweenZeroAndOne() {
    assertThat(CellRandom.uniformOf(0)).isEqualTo(0x1p-53);
    assertThat(CellRandom.uniformOf(-1)).isEqualTo(1 - 0x1p-53).isLessThan(1);
  }

  @Test
  void numbersAreUniform() {
    var observed = new long[100];
    var expected = new double[100];
    java.util.Arrays.fill(expected, N / 100.0);
    for (double u : uniforms(7, 3, 0)) {
      observed[(int) (u * 100)]++;
    }

    assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(0.001);
  }

  @Test
  void neighbouringRowsStreamsAndSeedsAreUnrelated() {
    double[] base = uniforms(1, 1, 0);

    assertThat(correlation(base, uniforms(1, 1, 1))).isCloseTo(0, within(0.01));
    assertThat(correlation(base, uniforms(1, 2, 0))).isCloseTo(0, within(0.01));
    assertThat(correlation(base, uniforms(2, 1, 0))).isCloseTo(0, within(0.01));
    assertThat(correlation(uniforms(2, 1, 0), uniforms(1, 2, 0))).isCloseTo(0, within(0.01));
  }

  private static double correlation(double[] a, double[] b) {
    return new PearsonsCorrelation().correlation(a, b);
  }
}
