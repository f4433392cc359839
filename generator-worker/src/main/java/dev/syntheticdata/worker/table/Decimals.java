package dev.syntheticdata.worker.table;

import java.math.BigDecimal;

/**
 * Texts of decimal numbers as digits and a number of decimals, from which the same texts come back:
 * 12, -0.5, 3.10; not 012, 1e3 or +1.
 */
final class Decimals {

  private static final int MOST_DIGITS = 18;
  private static final long GREATEST_WHOLE = 1L << 53;

  /** Up to here a number divided by its power of ten is the double nearest to its text. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = new double[MOST_DIGITS + 1];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = BigDecimal.TEN.pow(i).doubleValue();
    }
  }

  private final PackedLongs digits;
  private final PackedLongs scales;
  private int mostDecimals;
  private boolean exact = true;

  Decimals() {
    this(new PackedLongs(), new PackedLongs());
  }

  private Decimals(PackedLongs digits, PackedLongs scales) {
    this.digits = digits;
    this.scales = scales;
  }

  /** Whether a text comes back from its number. */
  static boolean holds(String text) {
    return scale(text) >= 0;
  }

  /** The decimals of a text; -1 where it is none of the texts that come back. */
  private static int scale(String text) {
    int length = text.length();
    int begin = length > 0 && text.charAt(0) == '-' ? 1 : 0;
    int point = -1;
    boolean zero = true;
    for (int i = begin; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        return -1;
      } else {
        zero = zero && c == '0';
      }
    }
    int whole = (point < 0 ? length : point) - begin;
    int scale = point < 0 ? 0 : length - point - 1;
    boolean padded = whole > 1 && text.charAt(begin) == '0';
    boolean negativeZero = begin == 1 && zero;
    if (whole == 0 || padded || negativeZero || point == length - 1) {
      return -1;
    }
    if (whole + scale > MOST_DIGITS) {
      return -1;
    }
    return scale == 0 && whole > 15 && Math.abs(Long.parseLong(text)) > GREATEST_WHOLE ? -1 : scale;
  }

  /**
   * Appends a text, or a missing value for null.
   *
   * @return false, and nothing appended, if the text would not come back
   */
  boolean add(String text) {
    if (text == null) {
      digits.add(PackedLongs.MISSING);
      scales.add(0);
      return true;
    }
    int scale = scale(text);
    if (scale < 0) {
      return false;
    }
    long value = digits(text);
    digits.add(value);
    scales.add(scale);
    mostDecimals = Math.max(mostDecimals, scale);
    exact = exact && Math.abs(value) <= EXACT;
    return true;
  }

  private static long digits(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      value = c == '-' || c == '.' ? value : 10 * value + (c - '0');
    }
    return text.charAt(0) == '-' ? -value : value;
  }

  /** No more are appended. */
  Decimals done() {
    digits.done();
    scales.done();
    return this;
  }

  int size() {
    return digits.size();
  }

  boolean isMissing(int row) {
    return digits.get(row) == PackedLongs.MISSING;
  }

  /** The most decimals of a text. */
  int mostDecimals() {
    return mostDecimals;
  }

  /** The double nearest to a row's text; NaN where it is missing. */
  double number(int row) {
    long value = digits.get(row);
    if (value == PackedLongs.MISSING) {
      return Double.NaN;
    }
    int scale = (int) scales.get(row);
    return exact ? value / POWERS[scale] : BigDecimal.valueOf(value, scale).doubleValue();
  }

  /** The digits of a row's text as a whole number. */
  long digits(int row) {
    return digits.get(row);
  }

  /** A row's text; null where it is missing. */
  String text(int row) {
    long value = digits.get(row);
    return value == PackedLongs.MISSING
        ? null
        : BigDecimal.valueOf(value, (int) scales.get(row)).toPlainString();
  }

  /** Whether numbers are cheap to read; otherwise they are better kept as doubles. */
  boolean isExact() {
    return exact;
  }

  Decimals select(int[] rows) {
    var selected = new Decimals(digits.select(rows), scales.select(rows));
    selected.mostDecimals = mostDecimals;
    selected.exact = exact;
    return selected;
  }

  /** Bytes that the numbers take. */
  long bytes() {
    return digits.bytes() + scales.bytes();
  }
}
