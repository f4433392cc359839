package dev.syntheticdata.worker.evaluation.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.Histogram;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtectedHistogramsTest {

  private static ColumnSchema column(ColumnType type, String... categories) {
    return new ColumnSchema("x", type, false, 0, null, List.of(categories));
  }

  private static Histogram ofNumbers(ColumnSchema column, double[] values) {
    return ProtectedHistograms.ofNumbers(
        column, Column.ofNumbers(values), Column.ofNumbers(values));
  }

  private static double[] withExtremes() {
    double[] values = new Random(1).doubles(1000, 10, 90).toArray();
    values[0] = -12345.5;
    values[1] = 98765.5;
    return values;
  }

  @Test
  void extremesDoNotShow() {
    var histogram = ofNumbers(column(ColumnType.DECIMAL), withExtremes());

    assertThat(histogram.labels().get(0)).isEqualTo("below 20");
    assertThat(histogram.labels()).last().isEqualTo("from 80");
  }

  @Test
  void sharesAddUpToOne() {
    var histogram = ofNumbers(column(ColumnType.DECIMAL), withExtremes());

    assertThat(histogram.real().stream().mapToDouble(d -> d).sum()).isBetween(0.99, 1.01);
  }

  @Test
  void aRareCategoryIsNotNamed() {
    int[] codes = new int[100];
    codes[0] = 1;

    var histogram =
        ProtectedHistograms.ofCategories(
            column(ColumnType.CATEGORICAL, "common", "only one patient"), codes, codes);

    assertThat(histogram.labels()).containsExactly("common");
  }

  @Test
  void aRareValueAmongFewIsNotNamed() {
    double[] values = new double[100];
    values[7] = 104;
    Arrays.fill(values, 50, 90, 1);

    var histogram = ofNumbers(column(ColumnType.INTEGER), values);

    assertThat(histogram.labels()).containsExactly("0", "1");
  }

  @Test
  void aTableTooSmallToHideInHasNoPicture() {
    assertThat(
            ProtectedHistograms.ofNumbers(
                column(ColumnType.INTEGER),
                Column.ofNumbers(new double[20]),
                Column.ofNumbers(new double[2000])))
        .isNull();
  }

  @Test
  void datesAreWrittenAsDates() {
    double[] days = new Random(1).ints(500, 9000, 12000).asDoubleStream().toArray();

    var histogram = ofNumbers(column(ColumnType.DATE), days);

    assertThat(histogram.labels().get(0)).matches("below \\d{4}-\\d{2}-\\d{2}");
  }
}
