package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The distance of two rows as SDMetrics' DCR metrics define it (Gower 1971): the mean over columns
 * of the difference in units of T's range, at most 1, for ordered values; 0 or 1 for equal or
 * different categories; 0 where both values are missing, 1 where one is. From 0 to 1.
 *
 * <p>Categories come before numbers, for they end a search soonest. An ordered column that is
 * constant in T has no unit: its values are equal or different.
 */
final class GowerSpace {

  /** Stands for a missing value where values are only equal or different. */
  private static final double MISSING = -Double.MAX_VALUE;

  private final List<Integer> positions;
  private final int categories;
  private final double[] ranges;

  /**
   * @param reference T, whose ranges are the units
   * @param compared positions of the columns that count
   */
  GowerSpace(Table reference, List<Integer> compared) {
    var types = reference.schema().columns();
    double[] all =
        IntStream.range(0, types.size())
            .mapToDouble(
                i -> types.get(i).type().isNumeric() ? range(reference.columns().get(i)) : 0)
            .toArray();
    positions =
        Stream.concat(
                compared.stream().filter(i -> all[i] == 0), //
                compared.stream().filter(i -> all[i] > 0))
            .toList();
    categories = (int) compared.stream().filter(i -> all[i] == 0).count();
    ranges = positions.stream().mapToDouble(i -> all[i]).toArray();
  }

  private static double range(Column column) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : column.numbers()) {
      if (!Double.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return Math.max(0, max - min);
  }

  /**
   * Rows laid out one after another.
   *
   * @param values row by row, in the order of the space's columns
   * @param width values of a row
   */
  record Rows(double[] values, int width) {

    int size() {
      return width == 0 ? 0 : values.length / width;
    }

    double value(int row, int column) {
      return values[row * width + column];
    }
  }

  /** The number of columns. */
  int width() {
    return ranges.length;
  }

  /** The number of columns whose values are equal or different; they come first. */
  int categories() {
    return categories;
  }

  /** Where a column of the space is in the table. */
  int position(int column) {
    return positions.get(column);
  }

  /** Every column of the space. */
  int[] all() {
    return IntStream.range(0, width()).toArray();
  }

  /** Every column but one. */
  int[] allBut(int column) {
    return IntStream.range(0, width()).filter(i -> i != column).toArray();
  }

  /** The rows of a table on the schema of T. */
  Rows rows(Table table) {
    if ((long) table.rows() * width() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("more values than an array holds");
    }
    var values = new double[table.rows() * width()];
    for (int j = 0; j < width(); j++) {
      var column = table.columns().get(positions.get(j));
      int[] codes = column.codes();
      double[] numbers = column.numbers();
      for (int row = 0; row < table.rows(); row++) {
        values[row * width() + j] =
            codes == null ? value(numbers[row] + 0.0, j) : codes[row] < 0 ? MISSING : codes[row];
      }
    }
    return new Rows(values, width());
  }

  private double value(double value, int j) {
    if (j >= categories) {
      return value / ranges[j];
    }
    return Double.isNaN(value) ? MISSING : value;
  }

  /** Whether a value of a column stands for a missing one. */
  boolean isMissing(int column, double value) {
    return column < categories ? value == MISSING : Double.isNaN(value);
  }
}
