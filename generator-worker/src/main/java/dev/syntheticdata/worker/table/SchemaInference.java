package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides what each column is, from all of its values and not from a sample, so that no value can
 * contradict the schema later. What the owner declared wins; a value that contradicts a declaration
 * is an error. What stands for a missing value ({@link MissingValue}) is left out. The rules, in
 * order:
 *
 * <ol>
 *   <li>nothing but missing values: categorical without categories;
 *   <li>true/false, yes/no (in lower, upper or title case) or t/f, y/n with both present: boolean;
 *       0/1 stays integer;
 *   <li>whole numbers up to 2^53 without leading zeros: integer, or identifier where every value is
 *       there once and either the name says so (id, uuid, key, …_id) or the numbers are {@value
 *       #FEW} or more in an unbroken sequence;
 *   <li>decimal numbers: decimal, with the most decimals seen;
 *   <li>dates, times, date-times in one of the known patterns;
 *   <li>{@value #FEW} or more values of which at least 95 in 100 are distinct: identifier where
 *       each is one word with a digit in it or the name says so, and they are not {@linkplain
 *       FormattedNumbers numbers written for people}, otherwise text;
 *   <li>at most {@value #FEW_CATEGORIES} distinct values, or on average five rows or more for each
 *       of at most {@value #MOST_CATEGORIES}, or at most {@value #MOST_LABELS} short ones of which
 *       four in five rows have one that five rows or more have: categorical;
 *   <li>anything else is text.
 * </ol>
 */
public final class SchemaInference {

  private static final int FEW = 20;
  private static final int FEW_CATEGORIES = 50;
  private static final int MOST_CATEGORIES = 5_000;
  private static final int ROWS_PER_CATEGORY = 5;
  private static final int MOST_LABELS = 100_000;
  private static final int MOST_DECIMALS = ValueText.FINEST_DECIMALS;

  /** Decimals of the least double with all of its digits. */
  private static final int LEAST_DECIMALS = 340;

  private static final int TINY = -14;

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9]\\d{0,15})");
  private static final Pattern PLAIN_LONG = Pattern.compile("0|-?[1-9]\\d{0,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?((0|[1-9]\\d*)?\\.\\d+|(0|[1-9]\\d*)\\.?)([eE][-+]?\\d{1,3})?");
  private static final Pattern IDENTIFIER_NAME =
      Pattern.compile("(.*[_\\-. ])?(id|uuid|guid|key|identifier)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CAMEL_IDENTIFIER = Pattern.compile(".*[a-z](Id|ID|Uuid|UUID|Key)");

  private static final List<String[]> WORD_PAIRS =
      List.of(new String[] {"false", "true"}, new String[] {"no", "yes"});
  private static final List<String[]> LETTER_PAIRS =
      List.of(new String[] {"f", "t"}, new String[] {"n", "y"});

  private SchemaInference() {}

  /**
   * The schema of a table.
   *
   * @throws InvalidInputException if a hint names no column, or a value contradicts one
   */
  public static TableSchema infer(RawTable table, SchemaHints hints) {
    hints.requireColumns(table.source(), table.names());
    return new TableSchema(
        table.columns().stream()
            .map(
                column -> {
                  var hint = hints.type(column.name());
                  return withoutMissing(table.source(), column, hint);
                })
            .toList());
  }

  /** Takes the texts that stand for no value out first, and records them where they differ. */
  private static ColumnSchema withoutMissing(String source, RawColumn column, ColumnType hint) {
    if (column.decimals() != null || column.origin() != RawColumn.Origin.UNTYPED) {
      return described(source, column, hint);
    }
    var kinds = new ArrayList<String>();
    if (column.missingText() != null) {
      kinds.add(column.missingText());
    }
    var tokens = MissingValue.tokens(column.values());
    kinds.addAll(tokens);
    var values = tokens.isEmpty() ? column : column.without(tokens);
    var marks = MissingValue.marks(values.values());
    if (!marks.isEmpty() && marks.size() < values.values().size()) {
      var unmarked = values.without(marks);
      if (hint == null
          ? number(unmarked).or(() -> temporal(unmarked)).isPresent()
          : hint.isNumeric()) {
        kinds.addAll(marks);
        return described(source, unmarked, hint).withMissing(kinds);
      }
    }
    var schema = described(source, values, hint);
    return tokens.isEmpty() ? schema : schema.withMissing(kinds);
  }

  private static ColumnSchema described(String source, RawColumn column, ColumnType hint) {
    var schema = hint == null ? infer(column) : declared(source, column, hint);
    boolean numbered = schema.type() == ColumnType.IDENTIFIER && isWhole(column);
    String parquet =
        column.parquet() == null && numbered ? ParquetTypes.INTEGERS : column.parquet();
    return schema.withParquet(ParquetTypes.isUsual(parquet, schema) ? null : parquet);
  }

  /** A recorded column with the Parquet type that it has in a file, which may be another. */
  static ColumnSchema asWritten(RawColumn file, ColumnSchema recorded) {
    boolean text = file.origin() == RawColumn.Origin.UNTYPED;
    if (text && (recorded.parquet() == null || recorded.type() != ColumnType.IDENTIFIER)) {
      return recorded;
    }
    if (text) {
      return recorded.range().isEmpty() || isWhole(file) ? recorded : recorded.withParquet(null);
    }
    return recorded.withParquet(
        ParquetTypes.isUsual(file.parquet(), recorded) ? null : file.parquet());
  }

  /** Whether all values are whole numbers of 64 bits, written as such and in no other way. */
  private static boolean isWhole(RawColumn column) {
    if (isText(column)) {
      return false;
    }
    return column.decimals() != null
        ? column.decimals().mostDecimals() == 0
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

  private static ColumnSchema infer(RawColumn column) {
    if (column.decimals() != null) {
      return number(column, column.decimals());
    }
    if (column.values().isEmpty()) {
      return categories(column, ColumnType.CATEGORICAL, List.of());
    }
    return bool(column)
        .or(() -> isText(column) ? Optional.empty() : number(column))
        .or(() -> temporal(column))
        .orElseGet(() -> label(column));
  }

  private static ColumnSchema declared(String source, RawColumn column, ColumnType type) {
    var found =
        switch (type) {
          case INTEGER -> Optional.of(plain(column, ColumnType.INTEGER, 0));
          case DECIMAL ->
              Optional.of(
                  plain(
                      column,
                      ColumnType.DECIMAL,
                      column.decimals() != null
                          ? Math.min(column.decimals().mostDecimals(), MOST_DECIMALS)
                          : decimals(column)));
          case CATEGORICAL -> Optional.of(categorical(column));
          case IDENTIFIER, TEXT -> Optional.of(plain(column, type, 0));
          case BOOLEAN -> bool(column).or(() -> twoValues(column));
          case DATE, DATE_TIME, TIME ->
              column.values().isEmpty()
                  ? Optional.of(withoutValues(column, type))
                  : temporal(column).filter(c -> matches(c.type(), type));
        };
    return found.orElseThrow(
        () ->
            new InvalidInputException(
                "%s: column '%s' is declared as %s but its values are not in a form known for that;"
                        .formatted(source, column.name(), type)
                    + " declare it as Categorical or Text, or leave the type out"));
  }

  /** Days are accepted for a declared date-time: they are its coarsest form. */
  private static boolean matches(ColumnType found, ColumnType declared) {
    return found == declared || (declared == ColumnType.DATE_TIME && found == ColumnType.DATE);
  }

  private static Optional<ColumnSchema> bool(RawColumn column) {
    if (column.values().size() > 2) {
      return Optional.empty();
    }
    return pair(column, WORD_PAIRS, 1).or(() -> pair(column, LETTER_PAIRS, 2));
  }

  private static Optional<ColumnSchema> pair(
      RawColumn column, List<String[]> pairs, int atLeastPresent) {
    if (column.values().size() < atLeastPresent) {
      return Optional.empty();
    }
    for (String[] pair : pairs) {
      for (int form = 0; form < 3; form++) {
        var labels = List.of(inCase(pair[0], form), inCase(pair[1], form));
        if (labels.containsAll(column.values())) {
          return Optional.of(booleanOf(column, labels));
        }
      }
    }
    return Optional.empty();
  }

  private static String inCase(String word, int form) {
    return switch (form) {
      case 0 -> word;
      case 1 -> word.toUpperCase(Locale.ROOT);
      default -> Character.toUpperCase(word.charAt(0)) + word.substring(1);
    };
  }

  /** A column declared as a date or time of which there is none, in the ISO form. */
  private static ColumnSchema withoutValues(RawColumn column, ColumnType type) {
    String format =
        switch (type) {
          case DATE -> "uuuu-MM-dd";
          case TIME -> "HH:mm:ss";
          default -> "uuuu-MM-dd'T'HH:mm:ss";
        };
    return new ColumnSchema(column.name(), type, true, 0, format, List.of());
  }

  /** A column declared boolean with a pair of its own, such as 0 and 1: in order of the texts. */
  private static Optional<ColumnSchema> twoValues(RawColumn column) {
    if (column.values().isEmpty()) {
      return Optional.of(booleanOf(column, List.of("false", "true")));
    }
    return column.values().size() == 2
        ? Optional.of(booleanOf(column, column.values().stream().sorted().toList()))
        : Optional.empty();
  }

  private static ColumnSchema booleanOf(RawColumn column, List<String> labels) {
    return new ColumnSchema(
        column.name(),
        ColumnType.BOOLEAN,
        column.missing() > 0,
        0,
        String.join("|", labels),
        labels);
  }

  private static boolean isText(RawColumn column) {
    return column.origin() == RawColumn.Origin.TEXT;
  }

  private static Optional<ColumnSchema> number(RawColumn column) {
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
    int decimals = Math.min(numbers.mostDecimals(), MOST_DECIMALS);
    if (decimals > 0) {
      return plain(column, ColumnType.DECIMAL, decimals);
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

  private static boolean namesIdentifier(String name) {
    return IDENTIFIER_NAME.matcher(name).matches() || CAMEL_IDENTIFIER.matcher(name).matches();
  }

  /** The most decimals of a text: at most 17, but where numbers are so small that these are 0. */
  private static int decimals(RawColumn column) {
    int most = 0;
    int limit = MOST_DECIMALS;
    for (String value : column.values()) {
      try {
        var number = new BigDecimal(value);
        most = Math.max(most, number.scale());
        boolean tiny = number.signum() != 0 && number.precision() - number.scale() < TINY;
        limit = tiny ? LEAST_DECIMALS : limit;
      } catch (NumberFormatException e) {
        // Declared as decimal but not a number: parsing names the row.
        break;
      }
    }
    return Math.min(most, limit);
  }

  private static Optional<ColumnSchema> temporal(RawColumn column) {
    return column.values().isEmpty()
        ? Optional.empty()
        : TemporalPatterns.recognise(column.name(), column.missing() > 0, column.values());
  }

  private static ColumnSchema label(RawColumn column) {
    int rows = column.rows() - column.missing();
    int distinct = column.values().size();
    if (rows >= FEW && distinct >= 0.95 * rows) {
      boolean identifier =
          column.values().stream().allMatch(SchemaInference::isWordWithDigit)
              || (distinct == rows && namesIdentifier(column.name()));
      identifier =
          identifier && FormattedNumbers.describe(distinct, column.values()::get).isEmpty();
      return plain(column, identifier ? ColumnType.IDENTIFIER : ColumnType.TEXT, 0);
    }
    boolean few = distinct <= FEW_CATEGORIES;
    boolean repeated = distinct <= MOST_CATEGORIES && distinct * ROWS_PER_CATEGORY <= rows;
    return few || repeated || isShared(column, rows)
        ? categorical(column)
        : plain(column, ColumnType.TEXT, 0);
  }

  /**
   * Whether a few labels are frequent and a long tail of others is not, as of towns. Sentences are
   * no labels: those of one row are not to stand in a schema, however often others are repeated.
   */
  private static boolean isShared(RawColumn column, int rows) {
    int labels = column.values().size();
    if (labels > MOST_LABELS) {
      return false;
    }
    long sentences = column.values().stream().filter(value -> !isShort(value)).count();
    if (sentences * 100 > labels) {
      return false;
    }
    var counts = new int[labels];
    for (int row = 0; row < column.rows(); row++) {
      int code = (int) column.codes().get(row);
      if (code >= 0) {
        counts[code]++;
      }
    }
    long shared = Arrays.stream(counts).filter(n -> n >= ROWS_PER_CATEGORY).asLongStream().sum();
    return shared * 5 >= rows * 4L;
  }

  private static boolean isShort(String value) {
    return value.length() <= 40 && value.chars().filter(Character::isWhitespace).count() <= 3;
  }

  private static boolean isWordWithDigit(String value) {
    return value.length() <= 64
        && value.chars().noneMatch(Character::isWhitespace)
        && value.chars().anyMatch(Character::isDigit);
  }

  /**
   * Categories are ordered by their text, so that the order of rows does not show in the schema.
   */
  private static ColumnSchema categorical(RawColumn column) {
    return categories(column, ColumnType.CATEGORICAL, column.values().stream().sorted().toList());
  }

  private static ColumnSchema categories(RawColumn column, ColumnType type, List<String> labels) {
    return new ColumnSchema(column.name(), type, column.missing() > 0, 0, null, labels);
  }

  private static ColumnSchema plain(RawColumn column, ColumnType type, int scale) {
    return new ColumnSchema(column.name(), type, column.missing() > 0, scale, null, List.of());
  }
}
