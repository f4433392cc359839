package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.ValueText;
import java.util.Arrays;

/**
 * The values that a source writes, so that generated ones do not show by their last digits. Whole
 * numbers, dates and times are multiples of a step. Decimals have a number of decimals that may
 * depend on their magnitude, as in a source that keeps three significant digits: 0.683, 5.71, 14.2;
 * it is the fewest that 99 in 100 values of that magnitude need, so that a stray value with many
 * does not spoil the rest.
 *
 * @param step for whole units the greatest common divisor of all values; 0 for decimals
 * @param firstDecade the decade of {@code decimals[0]}: d for magnitudes from 10^d to below
 *     10^(d+1)
 * @param decimals decimals in each decade; lower and higher magnitudes are as the first and the
 *     last
 */
public record Grid(double step, int firstDecade, int[] decimals) {

  private static final int LEAST_DECADE = -12;
  private static final int GREATEST_DECADE = 15;

  /**
   * The grid of a column's values.
   *
   * @param values those that are not missing, in any order
   */
  public static Grid of(ColumnSchema column, double[] values) {
    if (column.type() != ColumnType.DECIMAL) {
      return new Grid(step(values), 0, new int[0]);
    }
    var counts = new int[GREATEST_DECADE - LEAST_DECADE + 1][column.scale() + 1];
    for (double value : values) {
      if (value != 0) {
        counts[decade(value) - LEAST_DECADE][decimalsOf(value, column.scale())]++;
      }
    }
    var most = Arrays.stream(counts).mapToInt(Grid::usual).toArray();
    return decades(most, column.scale());
  }

  /** The fewest decimals that 99 in 100 values have or stay below; -1 where there is no value. */
  private static int usual(int[] counts) {
    long total = Arrays.stream(counts).asLongStream().sum();
    long covered = 0;
    for (int decimals = 0; decimals < counts.length; decimals++) {
      covered += counts[decimals];
      if (covered > 0 && covered * 100 >= total * 99) {
        return decimals;
      }
    }
    return -1;
  }

  private static Grid decades(int[] most, int scale) {
    int first = 0;
    int last = most.length - 1;
    while (first < last && most[first] < 0) {
      first++;
    }
    while (last > first && most[last] < 0) {
      last--;
    }
    var decimals = new int[last - first + 1];
    int known = scale;
    for (int i = 0; i < decimals.length; i++) {
      known = most[first + i] < 0 ? known : most[first + i];
      decimals[i] = known;
    }
    return new Grid(0, first + LEAST_DECADE, decimals);
  }

  /** The nearest value on the grid. */
  public double round(double value) {
    if (step > 0) {
      return Math.rint(value / step) * step + 0.0;
    }
    int decade = Math.min(decimals.length - 1, Math.max(0, decade(value) - firstDecade));
    return ValueText.round(value, decimals[decade]);
  }

  private static double step(double[] values) {
    double divisor = 0;
    for (double value : values) {
      double a = Math.abs(value);
      while (a != 0) {
        double rest = divisor % a;
        divisor = a;
        a = rest;
      }
      if (divisor == 1) {
        break;
      }
    }
    return divisor == 0 ? 1 : divisor;
  }

  private static int decade(double value) {
    double magnitude = Math.abs(value);
    int decade = 0;
    while (decade < GREATEST_DECADE && magnitude >= 10) {
      magnitude /= 10;
      decade++;
    }
    while (decade > LEAST_DECADE && magnitude < 1) {
      magnitude *= 10;
      decade--;
    }
    return decade;
  }

  /** The decimals that a value needs: the fewest at which rounding does not change it. */
  private static int decimalsOf(double value, int scale) {
    int decimals = 0;
    while (decimals < scale && ValueText.round(value, decimals) != value) {
      decimals++;
    }
    return decimals;
  }
}
