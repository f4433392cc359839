package dev.syntheticdata.worker.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How a missing value is written in CSV. Read as missing: an empty field and {@code NA}, {@code
 * NaN}, {@code null}, {@code NULL}; and in a column that holds but numbers, dates or times
 * otherwise, the marks below. A column with more than one of these, or with a mark, keeps them
 * apart as kinds of missing values, and writes each as it was; otherwise an empty field is written.
 * In Parquet only null is missing, of one kind.
 *
 * <p>In memory a kind is the payload of a {@link Double#NaN}, or how far a code is below -1.
 */
public final class MissingValue {

  private static final Set<String> TOKENS = Set.of("", "NA", "NaN", "null", "NULL");

  /** Not among numbers and dates; elsewhere they are labels as others are. */
  private static final Set<String> MARKS =
      Set.of(
          "?", "-", "--", ".", "*", "N/A", "n/a", "#N/A", "na", "nan", "NaT", "none", "None",
          "NONE", "nil", "unknown", "Unknown", "UNKNOWN", "missing", "Missing");

  private static final int KINDS = 0xFF;
  private static final long NAN = Double.doubleToRawLongBits(Double.NaN);

  private MissingValue() {}

  /** Whether the text of a CSV field stands for no value. */
  public static boolean isMissing(String field) {
    return field.length() <= 4 && TOKENS.contains(field);
  }

  /** Those of a column's distinct texts that stand for no value, in order. */
  static List<String> tokens(List<String> texts) {
    return texts.stream().filter(MissingValue::isMissing).toList();
  }

  /** Those that stand for no value among numbers and dates. */
  static List<String> marks(List<String> texts) {
    var marks = new ArrayList<String>();
    for (String text : texts) {
      if (MARKS.contains(text)) {
        marks.add(text);
      }
    }
    return marks;
  }

  /** A missing number. */
  public static double number(int kind) {
    return Double.longBitsToDouble(NAN | kind);
  }

  /** A missing code. */
  public static int code(int kind) {
    return -1 - kind;
  }

  /** The kind of a missing number. */
  static int kindOf(double missing) {
    return (int) (Double.doubleToRawLongBits(missing) & KINDS);
  }

  /** The kind of a missing code. */
  static int kindOf(int missing) {
    return -1 - missing;
  }
}
