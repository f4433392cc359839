package dev.syntheticdata.worker.synthesizer.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTest {

  private static Grid of(ColumnType type, int scale, double... values) {
    return Grid.of(new ColumnSchema("x", type, false, scale, null, List.of()), values);
  }

  @Test
  void wholeNumbersStayWhole() {
    assertThat(of(ColumnType.INTEGER, 0, 1, 2, 7).round(3.4)).isEqualTo(3);
  }

  @Test
  void whatIsCountedInHundredsStaysInHundreds() {
    assertThat(of(ColumnType.INTEGER, 0, 1200, 300, -500, 0).round(449)).isEqualTo(400);
  }

  @Test
  void timesToTheMinuteStayAtTheMinute() {
    assertThat(of(ColumnType.DATE_TIME, 0, 600_000, 660_000, 1_260_000).round(700_001))
        .isEqualTo(720_000);
  }

  @Test
  void aColumnOfZerosHasAStepToo() {
    assertThat(of(ColumnType.INTEGER, 0, 0, 0).round(0.2)).isZero();
  }

  @Test
  void decimalsDependOnMagnitudeWhereTheSourcesDo() {
    Grid grid = of(ColumnType.DECIMAL, 3, 0.683, 0.71, 5.71, 14.2, 20.1);

    assertThat(grid.round(0.51234)).isEqualTo(0.512);
    assertThat(grid.round(3.14159)).isEqualTo(3.14);
    assertThat(grid.round(17.7777)).isEqualTo(17.8);
  }

  @Test
  void numbersSmallerThanAnyDecimalAreNotRoundedAway() {
    Grid grid = of(ColumnType.DECIMAL, 304, 1.9066e-301, 3.2e-45, 0.25, 12.5);

    assertThat(grid.round(2.5e-300)).isEqualTo(2.5e-300);
    assertThat(grid.round(3.14159)).isEqualTo(3.14);
  }

  @Test
  void magnitudesNotSeenAreAsTheNearest() {
    Grid grid = of(ColumnType.DECIMAL, 3, 0.683, 0.711);

    assertThat(grid.round(77.77777)).isEqualTo(77.778);
    assertThat(grid.round(0.00123)).isEqualTo(0.001);
  }

  @Test
  void aStrayValueWithManyDecimalsDoesNotSpoilTheRest() {
    double[] values = IntStream.range(100, 600).mapToDouble(i -> i / 100.0).toArray();
    values = Arrays.copyOf(values, values.length + 1);
    values[values.length - 1] = 2.123456789;

    assertThat(of(ColumnType.DECIMAL, 9, values).round(3.14159)).isEqualTo(3.14);
  }

  @Test
  void negativeNumbersAreRoundedAlike() {
    assertThat(of(ColumnType.DECIMAL, 2, -0.25, -3.5).round(-1.2345)).isEqualTo(-1.2);
  }

  @Test
  void zeroHasNoSign() {
    assertThat(of(ColumnType.DECIMAL, 1, -0.5, 0.5).round(-0.01)).isEqualTo(0.0);
  }
}
