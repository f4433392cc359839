package dev.syntheticdata.worker.table;

import java.math.BigDecimal;

/**
 * Texts of decimal numbers as digits and a number of decimals, from which the same texts come back:
 * 12, -0.5, 3.10, {@linkplain ScientificText 5e-06}; not 012, .5 or +1.
 */
final class Decimals {

  private static final int MOST_DIGITS = 18;
  private static final long GREATEST_WHOLE = 1L << 53;

  /** Up to here a number divided by its power of ten is the double nearest to its text. */
  private static final long EXACT = 1L << 53;

  /** Numbers whose first digit is further behind the point are tiny. */
  static final int TINY = -14;

  /**
   * Scales from here on are those of texts with an exponent: the scale, made positive, and the form
   * in which the exponent is written.
   */
  private static final int SCIENTIFIC = 64;

  private static final int LEAST_SCALE = -512;

  private final PackedLongs digits;
  private final PackedLongs scales;
  private int mostDecimals;
  private boolean exact = true;
  private boolean whole = true;
  private boolean tiny;

  Decimals() {
    this(new PackedLongs(), new PackedLongs());
  }

  private Decimals(PackedLongs digits, PackedLongs scales) {
    this.digits = digits;
    this.scales = scales;
  }

  /** Whether a text comes back from its number. */
  static boolean holds(String text) {
    return scale(text) >= 0 || ScientificText.of(text) != null;
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
    if (scale >= 0) {
      add(digits(text), scale, scale);
      whole = whole && scale == 0;
      return true;
    }
    var scientific = ScientificText.of(text);
    if (scientific == null) {
      return false;
    }
    int form = (scientific.scale() - LEAST_SCALE) * ScientificText.FORMS + scientific.form();
    add(scientific.digits(), scientific.scale(), SCIENTIFIC + form);
    whole = false;
    return true;
  }

  private void add(long value, int scale, int written) {
    digits.add(value);
    scales.add(written);
    mostDecimals = Math.max(mostDecimals, scale);
    exact = exact && Math.abs(value) <= EXACT && scale >= 0 && scale <= MOST_DIGITS;
    tiny =
        tiny || scale > -TINY && value != 0 && BigDecimal.valueOf(value).precision() - scale < TINY;
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

  /** The most decimals of a number. */
  int mostDecimals() {
    return mostDecimals;
  }

  /** Whether all are written as whole numbers. */
  boolean isWhole() {
    return whole;
  }

  /** Whether a number is so small that decimals as usual would make it 0. */
  boolean isTiny() {
    return tiny;
  }

  /** The double nearest to a row's text; NaN where it is missing. */
  double number(int row) {
    long value = digits.get(row);
    if (value == PackedLongs.MISSING) {
      return Double.NaN;
    }
    int scale = scale(row);
    return exact ? value / ValueText.POWERS[scale] : BigDecimal.valueOf(value, scale).doubleValue();
  }

  private int scale(int row) {
    int written = (int) scales.get(row);
    return written < SCIENTIFIC
        ? written
        : (written - SCIENTIFIC) / ScientificText.FORMS + LEAST_SCALE;
  }

  /** The digits of a row's text as a whole number. */
  long digits(int row) {
    return digits.get(row);
  }

  /** A row's text; null where it is missing. */
  String text(int row) {
    long value = digits.get(row);
    if (value == PackedLongs.MISSING) {
      return null;
    }
    int written = (int) scales.get(row);
    return written < SCIENTIFIC
        ? BigDecimal.valueOf(value, written).toPlainString()
        : new ScientificText(value, scale(row), (written - SCIENTIFIC) % ScientificText.FORMS)
            .text();
  }

  /** Whether numbers are cheap to read; otherwise they are better kept as doubles. */
  boolean isExact() {
    return exact;
  }

  Decimals select(int[] rows) {
    var selected = new Decimals(digits.select(rows), scales.select(rows));
    selected.mostDecimals = mostDecimals;
    selected.exact = exact;
    selected.whole = whole;
    selected.tiny = tiny;
    return selected;
  }

  /** Bytes that the numbers take. */
  long bytes() {
    return digits.bytes() + scales.bytes();
  }
}
