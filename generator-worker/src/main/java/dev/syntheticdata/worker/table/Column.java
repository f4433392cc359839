package dev.syntheticdata.worker.table;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The values of one column, all rows: numbers, codes of labels, or texts, as its type asks for
 * ({@link ColumnType}). Missing values are kept as missing: {@link Double#NaN}, a code below 0,
 * {@code null}. {@link MissingValue} says how kinds of them are told apart.
 *
 * <p>A column that was read is kept packed. {@link #number}, {@link #code} and {@link #string} read
 * one value without unpacking it; {@link #numbers()}, {@link #codes()} and {@link #strings()} give
 * all as an array, which costs 8, 4 and some 50 bytes for each row and is kept while there is
 * memory to spare.
 */
public final class Column {

  private final Cells cells;

  /** The values as an array, where they are not kept as one; threads may both make it. */
  private volatile SoftReference<Object> unpacked = new SoftReference<>(null);

  /** The numbers in their order, likewise. */
  private volatile SoftReference<double[]> sorted = new SoftReference<>(null);

  Column(Cells cells) {
    this.cells = cells;
  }

  /** A numeric column. The array is not copied. */
  public static Column ofNumbers(double[] numbers) {
    return new Column(new Cells.NumberArray(numbers));
  }

  /** A categorical column. The array is not copied. */
  public static Column ofCodes(int[] codes) {
    return new Column(new Cells.CodeArray(codes));
  }

  /** An identifier or text column. The array is not copied. */
  public static Column ofStrings(String[] strings) {
    return new Column(new Cells.StringArray(strings));
  }

  /** A categorical column whose codes are made of rows when they are asked for. */
  public static Column ofCodes(int rows, IntUnaryOperator code) {
    return new Column(new Cells.MadeCodes(rows, code));
  }

  /** Numbers made of these when they are asked for; those missing stay so. */
  public Column map(DoubleUnaryOperator function) {
    return new Column(new Cells.MadeNumbers((Cells.Numbers) cells, function));
  }

  /** The number of rows. */
  public int size() {
    return cells.size();
  }

  /** Whether the value of a row is missing. */
  public boolean isMissing(int row) {
    return cells.isMissing(row);
  }

  /** Of which kind the missing value of a row is: an index into {@link ColumnSchema#missing()}. */
  public int missingKind(int row) {
    return isNumbers()
        ? MissingValue.kindOf(number(row))
        : isCodes() ? MissingValue.kindOf(code(row)) : 0;
  }

  /** Whether the values are numbers. */
  public boolean isNumbers() {
    return cells instanceof Cells.Numbers;
  }

  /** Whether the values are codes: indices into {@link ColumnSchema#categories()}. */
  public boolean isCodes() {
    return cells instanceof Cells.Codes;
  }

  /** Whether the values are texts. */
  public boolean isStrings() {
    return cells instanceof Cells.Strings;
  }

  /**
   * The number of a row, in the unit its type names; a decimal is the nearest double to its text.
   */
  public double number(int row) {
    return ((Cells.Numbers) cells).number(row);
  }

  /** The code of a row. */
  public int code(int row) {
    return ((Cells.Codes) cells).code(row);
  }

  /** The text of a row. */
  public String string(int row) {
    return ((Cells.Strings) cells).string(row);
  }

  /** The value of a row, equal to that of another row where both are the same. */
  public Object value(int row) {
    if (isNumbers()) {
      return number(row);
    }
    return isCodes() ? (Object) code(row) : string(row);
  }

  /** All numbers, to be read only; null for another kind of column. */
  public double[] numbers() {
    return isNumbers() ? (double[]) values() : null;
  }

  /**
   * The numbers that are not missing, rising, to be read only; kept while there is memory to spare.
   */
  public double[] sorted() {
    double[] values = sorted.get();
    if (values == null) {
      values = sorted(numbers());
      sorted = new SoftReference<>(values);
    }
    return values;
  }

  /** The same, each once. */
  public double[] distinct() {
    double[] values = sorted().clone();
    int found = 0;
    for (double value : values) {
      if (found == 0 || Double.compare(value, values[found - 1]) != 0) {
        values[found++] = value;
      }
    }
    return Arrays.copyOf(values, found);
  }

  private static double[] sorted(double[] numbers) {
    double[] values = new double[numbers.length];
    int present = 0;
    for (double number : numbers) {
      if (!Double.isNaN(number)) {
        values[present++] = number;
      }
    }
    values = present == values.length ? values : Arrays.copyOf(values, present);
    Arrays.sort(values);
    return values;
  }

  /** All codes, to be read only; null for another kind of column. */
  public int[] codes() {
    return isCodes() ? (int[]) values() : null;
  }

  /** All texts, to be read only; null for another kind of column. */
  public String[] strings() {
    return isStrings() ? (String[]) values() : null;
  }

  /** How the values lie in memory. */
  Cells cells() {
    return cells;
  }

  /** The rows at these positions, in this order; a position may be repeated. */
  public Column select(int[] rows) {
    return new Column(cells.select(rows));
  }

  /** Codes in the place of others: code c becomes {@code map[c]}. */
  public Column recode(int[] map) {
    if (cells instanceof Cells.DistinctCodes distinct) {
      int[] recoded =
          IntStream.of(distinct.codes()).map(code -> code < 0 ? code : map[code]).toArray();
      return new Column(new Cells.DistinctCodes(distinct.slots(), recoded));
    }
    return ofCodes(IntStream.of(codes()).map(code -> code < 0 ? code : map[code]).toArray());
  }

  /** Columns of one kind, one after another. */
  public static Column concat(List<Column> parts) {
    int size = parts.stream().mapToInt(Column::size).sum();
    Column first = parts.get(0);
    Object joined =
        first.isNumbers() ? new double[size] : first.isCodes() ? new int[size] : new String[size];
    int at = 0;
    for (Column part : parts) {
      System.arraycopy(part.values(), 0, joined, at, part.size());
      at += part.size();
    }
    return joined instanceof double[] numbers
        ? ofNumbers(numbers)
        : joined instanceof int[] codes ? ofCodes(codes) : ofStrings((String[]) joined);
  }

  private Object values() {
    if (cells instanceof Cells.NumberArray array) {
      return array.values();
    }
    if (cells instanceof Cells.CodeArray array) {
      return array.values();
    }
    if (cells instanceof Cells.StringArray array) {
      return array.values();
    }
    Object values = unpacked.get();
    if (values == null) {
      values = unpack();
      unpacked = new SoftReference<>(values);
    }
    return values;
  }

  private Object unpack() {
    int size = size();
    if (cells instanceof Cells.Numbers numbers) {
      var all = new double[size];
      for (int row = 0; row < size; row++) {
        all[row] = numbers.number(row);
      }
      return all;
    }
    if (cells instanceof Cells.Codes codes) {
      var all = new int[size];
      for (int row = 0; row < size; row++) {
        all[row] = codes.code(row);
      }
      return all;
    }
    var all = new String[size];
    for (int row = 0; row < size; row++) {
      all[row] = ((Cells.Strings) cells).string(row);
    }
    return all;
  }
}
