package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
 *       NumberInference#FEW} or more in an unbroken sequence;
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

  private static final int FEW = NumberInference.FEW;
  private static final int FEW_CATEGORIES = 50;
  private static final int MOST_CATEGORIES = 5_000;
  private static final int ROWS_PER_CATEGORY = 5;
  private static final int MOST_LABELS = 100_000;
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
          ? NumberInference.number(unmarked).or(() -> temporal(unmarked)).isPresent()
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
    boolean numbered = schema.type() == ColumnType.IDENTIFIER && NumberInference.isWhole(column);
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
      return recorded.range().isEmpty() || NumberInference.isWhole(file)
          ? recorded
          : recorded.withParquet(null);
    }
    return recorded.withParquet(
        ParquetTypes.isUsual(file.parquet(), recorded) ? null : file.parquet());
  }

  private static ColumnSchema infer(RawColumn column) {
    if (column.decimals() != null) {
      return NumberInference.number(column).orElseThrow();
    }
    if (column.values().isEmpty()) {
      return categories(column, ColumnType.CATEGORICAL, List.of());
    }
    return bool(column)
        .or(
            () ->
                NumberInference.isText(column) ? Optional.empty() : NumberInference.number(column))
        .or(() -> temporal(column))
        .orElseGet(() -> label(column));
  }

  private static ColumnSchema declared(String source, RawColumn column, ColumnType type) {
    var found =
        switch (type) {
          case INTEGER -> Optional.of(NumberInference.plain(column, ColumnType.INTEGER, 0));
          case DECIMAL ->
              Optional.of(
                  NumberInference.plain(
                      column, ColumnType.DECIMAL, NumberInference.decimals(column)));
          case CATEGORICAL -> Optional.of(categorical(column));
          case IDENTIFIER, TEXT -> Optional.of(NumberInference.plain(column, type, 0));
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
              || (distinct == rows && NumberInference.namesIdentifier(column.name()));
      identifier =
          identifier && FormattedNumbers.describe(distinct, column.values()::get).isEmpty();
      return NumberInference.plain(column, identifier ? ColumnType.IDENTIFIER : ColumnType.TEXT, 0);
    }
    boolean few = distinct <= FEW_CATEGORIES;
    boolean repeated = distinct <= MOST_CATEGORIES && distinct * ROWS_PER_CATEGORY <= rows;
    return few || repeated || isShared(column, rows)
        ? categorical(column)
        : NumberInference.plain(column, ColumnType.TEXT, 0);
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
}
