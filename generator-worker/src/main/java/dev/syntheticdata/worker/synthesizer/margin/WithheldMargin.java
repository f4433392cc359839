package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * A column that is generated without values: it had none, or giving any would show those of single
 * people.
 *
 * @param storage how its missing values are stored
 */
public record WithheldMargin(Storage storage) implements Margin {

  /** Which array of {@link Column} is set. */
  public enum Storage {
    NUMBERS,
    CODES,
    STRINGS
  }

  @Override
  public double missing() {
    return 1;
  }

  @Override
  public boolean modelled() {
    return false;
  }

  @Override
  public Column fill(long firstRow, double[] values, double[] missingness, CellRandom spare) {
    int rows = values.length;
    return switch (storage) {
      case NUMBERS -> {
        var numbers = new double[rows];
        Arrays.fill(numbers, Double.NaN);
        yield Column.ofNumbers(numbers);
      }
      case CODES -> {
        var codes = new int[rows];
        Arrays.fill(codes, -1);
        yield Column.ofCodes(codes);
      }
      case STRINGS -> Column.ofStrings(new String[rows]);
    };
  }
}
