package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import dev.syntheticdata.worker.synthesizer.condition.ValueSet;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ValueText;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Numbers, dates and times in stretches and single values, ascending.
 *
 * @param low the least value of each cell
 * @param high the end of each cell, not in it; for a single value the value itself
 * @param step values are multiples of it; 0 for decimals
 * @param scale for decimals, digits after the point
 */
record NumberDomain(double[] low, double[] high, double step, int scale) implements Domain {

  @Override
  public int size() {
    return low.length + 1;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  /**
   * The cell of each row of a column, the nearest where a value is in none. A single value has its
   * own cell, also where a stretch reaches around it.
   */
  IntUnaryOperator cells(Column column) {
    int[] stretches = cells(false);
    int[] singles = cells(true);
    double[] starts = Arrays.stream(stretches).mapToDouble(cell -> low[cell]).toArray();
    double[] points = Arrays.stream(singles).mapToDouble(cell -> low[cell]).toArray();
    return row -> {
      double value = column.number(row);
      if (Double.isNaN(value)) {
        return low.length;
      }
      int single = Arrays.binarySearch(points, value + 0.0);
      if (single >= 0) {
        return singles[single];
      }
      if (starts.length == 0) {
        // A domain of single values only takes no others.
        return -1;
      }
      int at = Arrays.binarySearch(starts, value);
      return stretches[Math.max(0, at >= 0 ? at : -at - 2)];
    };
  }

  private int[] cells(boolean single) {
    return IntStream.range(0, low.length)
        .filter(cell -> low[cell] == high[cell] == single)
        .toArray();
  }

  @Override
  public Pieces pieces(int cell, ValueSet values) {
    if (cell == low.length) {
      return values.missing() ? Pieces.ALL : Pieces.NONE;
    }
    return Pieces.where(within -> value(cell, within), values);
  }

  @Override
  public Column decode(int[] cells, double[] within) {
    var numbers = new double[cells.length];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = cells[row] == low.length ? Double.NaN : value(cells[row], within[row]);
    }
    return Column.ofNumbers(numbers);
  }

  private double value(int cell, double within) {
    double from = low[cell];
    double width = high[cell] - from;
    if (width == 0) {
      return from;
    }
    if (step > 0) {
      return from + Math.floor(within * (width / step)) * step;
    }
    return ValueText.round(from + within * width, scale);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
