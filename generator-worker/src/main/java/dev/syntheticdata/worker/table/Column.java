package dev.syntheticdata.worker.table;

import java.util.List;

/**
 * The values of one column, all rows, in the storage its type asks for. Exactly one of the three
 * arrays is set. Missing values are kept as missing: {@link Double#NaN} in {@code numbers}, {@code
 * -1} in {@code codes}, {@code null} in {@code strings}. The arrays are not copied: who makes a
 * column gives them away.
 *
 * @param numbers values of a numeric column ({@link ColumnType#isNumeric()}), in the unit its type
 *     names; a decimal of scale s is the nearest double to its text
 * @param codes indices into {@link ColumnSchema#categories()} for categorical columns
 * @param strings values of identifier and text columns
 */
public record Column(double[] numbers, int[] codes, String[] strings) {

  public Column {
    int set = (numbers != null ? 1 : 0) + (codes != null ? 1 : 0) + (strings != null ? 1 : 0);
    if (set != 1) {
      throw new IllegalArgumentException("a column has one storage, not " + set);
    }
  }

  /** A numeric column. */
  public static Column ofNumbers(double[] numbers) {
    return new Column(numbers, null, null);
  }

  /** A categorical column. */
  public static Column ofCodes(int[] codes) {
    return new Column(null, codes, null);
  }

  /** An identifier or text column. */
  public static Column ofStrings(String[] strings) {
    return new Column(null, null, strings);
  }

  /** The number of rows. */
  public int size() {
    return numbers != null ? numbers.length : codes != null ? codes.length : strings.length;
  }

  /** Whether the value of a row is missing. */
  public boolean isMissing(int row) {
    if (numbers != null) {
      return Double.isNaN(numbers[row]);
    }
    return codes != null ? codes[row] < 0 : strings[row] == null;
  }

  /** The rows at these positions, in this order; a position may be repeated. */
  public Column select(int[] rows) {
    if (numbers != null) {
      var out = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        out[i] = numbers[rows[i]];
      }
      return ofNumbers(out);
    }
    if (codes != null) {
      var out = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        out[i] = codes[rows[i]];
      }
      return ofCodes(out);
    }
    var out = new String[rows.length];
    for (int i = 0; i < rows.length; i++) {
      out[i] = strings[rows[i]];
    }
    return ofStrings(out);
  }

  /** Columns of one storage, one after another. */
  public static Column concat(List<Column> parts) {
    int size = parts.stream().mapToInt(Column::size).sum();
    Column first = parts.get(0);
    Object joined =
        first.numbers != null
            ? new double[size]
            : first.codes != null ? new int[size] : new String[size];
    int at = 0;
    for (Column part : parts) {
      System.arraycopy(part.values(), 0, joined, at, part.size());
      at += part.size();
    }
    return first.numbers != null
        ? ofNumbers((double[]) joined)
        : first.codes != null ? ofCodes((int[]) joined) : ofStrings((String[]) joined);
  }

  private Object values() {
    return numbers != null ? numbers : codes != null ? codes : strings;
  }
}
