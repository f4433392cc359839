package dev.syntheticdata.worker.table;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * How the values of a column lie in memory. What is generated lies in plain arrays. What is read
 * lies as the codes of its distinct texts, a byte or two for most columns, or as decimal numbers
 * where there are too many distinct ones: a tenth of what arrays of doubles would take.
 */
sealed interface Cells {

  /** The number of rows. */
  int size();

  /** Whether a row has no value. */
  boolean isMissing(int row);

  /** The rows at these positions, in this order. */
  Cells select(int[] rows);

  /** Numbers; {@link Double#NaN} where a value is missing. */
  sealed interface Numbers extends Cells {
    double number(int row);

    @Override
    default boolean isMissing(int row) {
      return Double.isNaN(number(row));
    }
  }

  /** Codes of labels; below 0 where a value is missing. */
  sealed interface Codes extends Cells {
    int code(int row);

    @Override
    default boolean isMissing(int row) {
      return code(row) < 0;
    }
  }

  /** Texts; null where a value is missing. */
  sealed interface Strings extends Cells {
    String string(int row);

    @Override
    default boolean isMissing(int row) {
      return string(row) == null;
    }
  }

  /** Cells that are positions in a list of distinct values. */
  sealed interface Distinct extends Cells {
    /** The position of each row's value, -1 where it is missing. */
    PackedLongs slots();

    /** The number of distinct values. */
    int distinct();

    @Override
    default int size() {
      return slots().size();
    }
  }

  /** Numbers as they are. */
  record NumberArray(double[] values) implements Numbers {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double number(int row) {
      return values[row];
    }

    @Override
    public Cells select(int[] rows) {
      var selected = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        selected[i] = values[rows[i]];
      }
      return new NumberArray(selected);
    }
  }

  /** Codes as they are. */
  record CodeArray(int[] values) implements Codes {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public int code(int row) {
      return values[row];
    }

    @Override
    public Cells select(int[] rows) {
      var selected = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        selected[i] = values[rows[i]];
      }
      return new CodeArray(selected);
    }
  }

  /** Texts as they are. */
  record StringArray(String[] values) implements Strings {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public String string(int row) {
      return values[row];
    }

    @Override
    public Cells select(int[] rows) {
      var selected = new String[rows.length];
      for (int i = 0; i < rows.length; i++) {
        selected[i] = values[rows[i]];
      }
      return new StringArray(selected);
    }
  }

  /** Distinct numbers. */
  record DistinctNumbers(PackedLongs slots, double[] values) implements Numbers, Distinct {
    @Override
    public double number(int row) {
      int slot = (int) slots.get(row);
      return slot < 0 ? Double.NaN : values[slot];
    }

    @Override
    public int distinct() {
      return values.length;
    }

    @Override
    public Cells select(int[] rows) {
      return new DistinctNumbers(slots.select(rows), values);
    }
  }

  /** Distinct texts, each with the code of its label. */
  record DistinctCodes(PackedLongs slots, int[] codes) implements Codes, Distinct {
    @Override
    public int code(int row) {
      int slot = (int) slots.get(row);
      return slot < 0 ? -1 : codes[slot];
    }

    @Override
    public int distinct() {
      return codes.length;
    }

    @Override
    public Cells select(int[] rows) {
      return new DistinctCodes(slots.select(rows), codes);
    }
  }

  /** Distinct texts. */
  record DistinctStrings(PackedLongs slots, List<String> values) implements Strings, Distinct {
    @Override
    public String string(int row) {
      int slot = (int) slots.get(row);
      return slot < 0 ? null : values.get(slot);
    }

    @Override
    public int distinct() {
      return values.size();
    }

    @Override
    public Cells select(int[] rows) {
      return new DistinctStrings(slots.select(rows), values);
    }
  }

  /** Decimal numbers. */
  record DecimalNumbers(Decimals decimals) implements Numbers {
    @Override
    public int size() {
      return decimals.size();
    }

    @Override
    public double number(int row) {
      return decimals.number(row);
    }

    @Override
    public Cells select(int[] rows) {
      return new DecimalNumbers(decimals.select(rows));
    }
  }

  /** The texts of decimal numbers. */
  record DecimalStrings(Decimals decimals) implements Strings {
    @Override
    public int size() {
      return decimals.size();
    }

    @Override
    public boolean isMissing(int row) {
      return decimals.isMissing(row);
    }

    @Override
    public String string(int row) {
      return decimals.text(row);
    }

    @Override
    public Cells select(int[] rows) {
      return new DecimalStrings(decimals.select(rows));
    }
  }

  /** Numbers made of others when they are asked for. */
  record MadeNumbers(Numbers of, DoubleUnaryOperator function) implements Numbers {
    @Override
    public int size() {
      return of.size();
    }

    @Override
    public double number(int row) {
      double number = of.number(row);
      return Double.isNaN(number) ? number : function.applyAsDouble(number);
    }

    @Override
    public boolean isMissing(int row) {
      return of.isMissing(row);
    }

    @Override
    public Cells select(int[] rows) {
      return new MadeNumbers((Numbers) of.select(rows), function);
    }
  }

  /** Codes made of rows when they are asked for. */
  record MadeCodes(int size, IntUnaryOperator code) implements Codes {
    @Override
    public int code(int row) {
      return code.applyAsInt(row);
    }

    @Override
    public Cells select(int[] rows) {
      return new MadeCodes(rows.length, row -> code.applyAsInt(rows[row]));
    }
  }
}
