package dev.syntheticdata.worker.table;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@link SchemaInference} says of columns of numbers, be they kept as texts or as numbers. */
final class NumberInference {

  /** So many rows can say what a column is. */
  static final int FEW = 20;

  private static final int MOST_DECIMALS = ValueText.FINEST_DECIMALS;

  /** Decimals of the least double with all of its digits. */
  private static final int LEAST_DECIMALS = 340;

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,15})");
  private static final Pattern PLAIN_LONG = Pattern.compile("0|-?[1-9]\\d{0,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?((0|[1-9]\\d*)?\\.\\d+|(0|[1-9]\\d*)\\.?)([eE][-+]?\\d{1,3})?");
  private static final Pattern IDENTIFIER_NAME =
      Pattern.compile("(.*[_\\-. ])?(id|uuid|guid|key|identifier)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CAMEL_IDENTIFIER = Pattern.compile(".*[a-z](Id|ID|Uuid|UUID|Key)");

  private NumberInference() {}

  /** Whether the source says that its values are text, also where they look like numbers. */
  static boolean isText(RawColumn column) {
    return column.origin() == RawColumn.Origin.TEXT;
  }

  static ColumnSchema plain(RawColumn column, ColumnType type, int scale) {
    return new ColumnSchema(column.name(), type, column.missing() > 0, scale, null, List.of());
  }

  /** Whether all values are whole numbers of 64 bits, written as such and in no other way. */
  static boolean isWhole(RawColumn column) {
    if (isText(column)) {
      return false;
    }
    return column.decimals() != null
        ? column.decimals().isWhole()
        : !column.values().isEmpty()
            && column.values().stream()
                .allMatch(value -> isPlainLong(value) || MissingValue.isMissing(value));
  }

  private static boolean isPlainLong(String value) {
    if (!PLAIN_LONG.matcher(value).matches()) {
      return false;
    }
    return value.length() < 19 || new BigDecimal(value).toBigInteger().bitLength() < Long.SIZE;
  }

  /** A column of numbers; empty where another value is among them. */
  static Optional<ColumnSchema> number(RawColumn column) {
    if (column.decimals() != null) {
      return Optional.of(number(column, column.decimals()));
    }
    boolean integers = true;
    for (String value : column.values()) {
      integers = integers && INTEGER.matcher(value).matches() && isExact(value);
      if (!integers && !(DECIMAL.matcher(value).matches() && isExact(value))) {
        return Optional.empty();
      }
    }
    if (!integers) {
      return Optional.of(plain(column, ColumnType.DECIMAL, decimals(column)));
    }
    return Optional.of(
        plain(column, isIdentifier(column) ? ColumnType.IDENTIFIER : ColumnType.INTEGER, 0));
  }

  /** The same of a column of many numbers. */
  private static ColumnSchema number(RawColumn column, Decimals numbers) {
    if (!numbers.isWhole()) {
      return plain(column, ColumnType.DECIMAL, decimals(column));
    }
    boolean identifier = isIdentifier(column.name(), numbers, column.rows() - column.missing());
    return plain(column, identifier ? ColumnType.IDENTIFIER : ColumnType.INTEGER, 0);
  }

  private static boolean isIdentifier(String name, Decimals numbers, int present) {
    var sorted = new long[present];
    int next = 0;
    for (int row = 0; row < numbers.size(); row++) {
      if (!numbers.isMissing(row)) {
        sorted[next++] = numbers.digits(row);
      }
    }
    Arrays.sort(sorted);
    for (int i = 1; i < present; i++) {
      if (sorted[i] == sorted[i - 1]) {
        return false;
      }
    }
    return namesIdentifier(name) || sorted[present - 1] - sorted[0] + 1 == present;
  }

  /** Whether a number survives as a double: a longer whole number is a label. */
  private static boolean isExact(String value) {
    boolean whole = value.indexOf('.') < 0 && value.indexOf('e') < 0 && value.indexOf('E') < 0;
    return whole
        ? value.length() < 16
            || new BigDecimal(value).abs().compareTo(ValueText.GREATEST_WHOLE) <= 0
        : !Double.isInfinite(Double.parseDouble(value));
  }

  private static boolean isIdentifier(RawColumn column) {
    int rows = column.rows() - column.missing();
    if (column.values().size() < rows || rows < 2) {
      return false;
    }
    if (namesIdentifier(column.name())) {
      return true;
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (String value : column.values()) {
      double number = Double.parseDouble(value);
      min = Math.min(min, number);
      max = Math.max(max, number);
    }
    return rows >= FEW && max - min + 1 == rows;
  }

  static boolean namesIdentifier(String name) {
    return IDENTIFIER_NAME.matcher(name).matches() || CAMEL_IDENTIFIER.matcher(name).matches();
  }

  /** The most decimals of a text: at most 17, but where numbers are so small that these are 0. */
  static int decimals(RawColumn column) {
    var numbers = column.decimals();
    if (numbers != null) {
      return Math.min(numbers.mostDecimals(), numbers.isTiny() ? LEAST_DECIMALS : MOST_DECIMALS);
    }
    int most = 0;
    int limit = MOST_DECIMALS;
    for (String value : column.values()) {
      try {
        var number = new BigDecimal(value);
        most = Math.max(most, number.scale());
        boolean tiny = number.signum() != 0 && number.precision() - number.scale() < Decimals.TINY;
        limit = tiny ? LEAST_DECIMALS : limit;
      } catch (NumberFormatException e) {
        // Declared as decimal but not a number: parsing names the row.
        break;
      }
    }
    return Math.min(most, limit);
  }
}
