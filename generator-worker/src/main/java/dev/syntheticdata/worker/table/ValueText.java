package dev.syntheticdata.worker.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * The text of a column's values, both ways, as its schema records it. Printing is independent of
 * locale and Java version, so the same values give the same bytes everywhere.
 */
public final class ValueText {

  /**
   * The finest decimals of sums and differences of columns. A column has more where its numbers are
   * smaller than that.
   */
  public static final int FINEST_DECIMALS = 17;

  /** Up to here every whole number is a double. */
  static final BigDecimal GREATEST_WHOLE = new BigDecimal(1L << 53);

  /** In a pattern: a fraction of as many digits as there are, with its point, or none. */
  public static final String ANY_FRACTION = "[.SSSSSSSSS]";

  private static final double EXACT = 0x1p53;

  /**
   * Below this a number times its power of ten, rounded, is the whole number that it stands for:
   * the number and the product are each off by at most one part in 2^53.
   */
  static final double SURELY_SCALED = 0x1p51;

  /** As many digits survive as a double; so many tell every double from the next. */
  private static final int FEWEST_DIGITS = 15;

  private static final int MOST_DIGITS = 17;
  static final double[] POWERS = new double[23];

  static {
    // Powers of ten up to 10^22 are exact doubles.
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = BigDecimal.TEN.pow(i).doubleValue();
    }
  }

  private final ColumnSchema schema;
  private final DateTimeFormatter format;
  private final boolean offset;
  private final ZoneId zone;

  public ValueText(ColumnSchema schema) {
    this.schema = schema;
    boolean temporal =
        switch (schema.type()) {
          case DATE, DATE_TIME, TIME -> true;
          default -> false;
        };
    this.format = temporal ? formatter(schema.format()) : null;
    this.offset = temporal && hasOffset(schema.format());
    this.zone = schema.zone() == null ? ZoneOffset.UTC : ZoneId.of(schema.zone());
  }

  /** A strict formatter, so that 31 February is an error and not 3 March. */
  static DateTimeFormatter formatter(String pattern) {
    var builder = new DateTimeFormatterBuilder();
    int fraction = pattern.indexOf(ANY_FRACTION);
    if (fraction < 0) {
      builder.appendPattern(pattern);
    } else {
      builder.appendPattern(pattern.substring(0, fraction));
      builder.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true);
      builder.appendPattern(pattern.substring(fraction + ANY_FRACTION.length()));
    }
    return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  /** Whether date-times of a pattern are instants: with {@code Z} for UTC, or without. */
  public static boolean hasOffset(String pattern) {
    return pattern.endsWith("X") || pattern.endsWith("x");
  }

  /**
   * The number a text stands for, in the unit of the column's type.
   *
   * @throws RuntimeException if it is not a value of that type
   */
  public double parse(String text) {
    return switch (schema.type()) {
      case INTEGER -> parseInteger(text);
      case DECIMAL -> parseDecimal(text);
      case DATE -> LocalDate.parse(text, format).toEpochDay();
      case TIME -> LocalTime.parse(text, format).toNanoOfDay() / 1_000_000;
      case DATE_TIME ->
          offset
              ? OffsetDateTime.parse(text, format).toInstant().toEpochMilli()
              : LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC).toEpochMilli();
      case BOOLEAN, CATEGORICAL, IDENTIFIER, TEXT ->
          throw new IllegalStateException(schema.type() + " is not a number");
    };
  }

  /**
   * The number an ISO text stands for, whatever form the schema records.
   *
   * @throws RuntimeException if it is not a value of the column's type
   */
  double parseIso(String text) {
    return switch (schema.type()) {
      case DATE -> LocalDate.parse(text).toEpochDay();
      case TIME -> LocalTime.parse(text).toNanoOfDay() / 1_000_000;
      case DATE_TIME ->
          text.endsWith("Z")
              ? Instant.parse(text).toEpochMilli()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
      default -> parse(text);
    };
  }

  /**
   * The number that a text stands for, in the form the schema records or in the ISO form.
   *
   * @throws RuntimeException if it is a value in neither
   */
  public double parseAny(String text) {
    try {
      return parse(text);
    } catch (DateTimeException e) {
      return parseIso(text);
    }
  }

  private static double parseInteger(String text) {
    var value = new BigDecimal(text).setScale(0, RoundingMode.UNNECESSARY);
    if (value.abs().compareTo(GREATEST_WHOLE) > 0) {
      throw new NumberFormatException("beyond 2^53");
    }
    return value.doubleValue();
  }

  private static double parseDecimal(String text) {
    double value = Double.parseDouble(text);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new NumberFormatException("not finite");
    }
    return value;
  }

  /** The text of a number, in the column's recorded form. */
  public String print(double value) {
    return switch (schema.type()) {
      case INTEGER -> Long.toString((long) value);
      case DECIMAL -> printDecimal(value, schema.scale());
      case DATE -> LocalDate.ofEpochDay((long) value).format(format);
      case TIME -> LocalTime.ofNanoOfDay((long) value * 1_000_000).format(format);
      case DATE_TIME -> {
        var instant = Instant.ofEpochMilli((long) value);
        yield offset
            ? OffsetDateTime.ofInstant(instant, zone).format(format)
            : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).format(format);
      }
      case BOOLEAN, CATEGORICAL, IDENTIFIER, TEXT ->
          throw new IllegalStateException(schema.type() + " is not a number");
    };
  }

  /** The text of a row's value, or null where it is missing and an empty field says so. */
  public String print(Column column, int row) {
    if (column.isMissing(row)) {
      int kind = column.missingKind(row);
      return kind < schema.missing().size() ? schema.missing().get(kind) : null;
    }
    if (column.isNumbers()) {
      return print(column.number(row));
    }
    return column.isCodes() ? schema.categories().get(column.code(row)) : column.string(row);
  }

  /**
   * Rounds to the nearest value the column's text can say: whole units, or {@code scale} decimals.
   */
  public static double round(double value, int scale) {
    if (scale == 0) {
      return Math.rint(value) + 0.0;
    }
    if (scale >= POWERS.length) {
      return value;
    }
    double scaled = value * POWERS[scale];
    return Math.abs(scaled) < EXACT ? Math.rint(scaled) / POWERS[scale] + 0.0 : value;
  }

  private static String printDecimal(double value, int scale) {
    if (scale < POWERS.length) {
      double scaled = Math.rint(value * POWERS[scale]);
      if (Math.abs(scaled) < SURELY_SCALED) {
        return printScaled((long) scaled, scale);
      }
    }
    var decimal = shortest(value).setScale(scale, RoundingMode.HALF_EVEN);
    decimal = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    return decimal.toPlainString();
  }

  /**
   * A double by the fewest digits of 15 to 17 from which it comes back: 42.9, not
   * 42.89999999999999858. What Double.toString writes depends on the version of Java.
   */
  private static BigDecimal shortest(double value) {
    var exact = new BigDecimal(value);
    for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits++) {
      var rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String printScaled(long scaled, int scale) {
    int decimals = scale;
    while (decimals > 0 && scaled % 10 == 0) {
      scaled /= 10;
      decimals--;
    }
    String digits = Long.toString(Math.abs(scaled));
    var text = new StringBuilder(digits.length() + 3);
    if (scaled < 0) {
      text.append('-');
    }
    int whole = digits.length() - decimals;
    if (decimals == 0) {
      return text.append(digits).toString();
    }
    if (whole <= 0) {
      text.append("0.").append("0".repeat(-whole)).append(digits);
    } else {
      text.append(digits, 0, whole).append('.').append(digits, whole, digits.length());
    }
    return text.toString();
  }
}
