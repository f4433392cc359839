package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * An empirical distribution of numbers: its quantile function as a polygon. A value that many rows
 * share is a level stretch, as wide as its share; between such values the polygon runs through
 * quantiles of the source.
 *
 * @param missing share of rows without a value
 * @param probabilities the knots' probabilities, ascending from 0 to 1
 * @param values the quantiles at the knots, ascending, in the unit of the column's type
 * @param grid the values that the source can say
 */
public record NumberMargin(double missing, double[] probabilities, double[] values, Grid grid)
    implements Margin {

  /** The value below which lies a share of the values, before it is rounded. */
  public double quantile(double probability) {
    int found = Arrays.binarySearch(probabilities, probability);
    if (found >= 0) {
      return values[found];
    }
    int above = -found - 1;
    if (above == 0 || above == values.length) {
      return values[above == 0 ? 0 : values.length - 1];
    }
    double low = values[above - 1];
    double high = values[above];
    if (low == high) {
      return low;
    }
    double from = probabilities[above - 1];
    double share = (probability - from) / (probabilities[above] - from);
    return low + share * (high - low);
  }

  @Override
  public boolean modelled() {
    return true;
  }

  @Override
  public Column fill(long firstRow, double[] values, double[] missingness, CellRandom spare) {
    var numbers = new double[values.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = isMissing(missingness[i]) ? Double.NaN : grid.round(quantile(values[i]));
    }
    return Column.ofNumbers(numbers);
  }
}
