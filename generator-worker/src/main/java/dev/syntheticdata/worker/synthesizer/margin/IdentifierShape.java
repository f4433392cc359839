package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.UuidText;
import java.util.Optional;

/** Finds the shape of a column of identifiers. */
final class IdentifierShape {

  /** Half of the greatest long: so many rows can be counted from any number below. */
  private static final String TOO_GREAT = Long.toString(1L << 62);

  private IdentifierShape() {}

  /**
   * New identifiers in the shape of the source's, and of its type in Parquet where that is one of
   * numbers; empty where there are none of a shape that is known.
   *
   * @param isProtected whether enough rows have a value for what they begin with to be told
   */
  static Optional<IdentifierMargin> of(
      ColumnSchema schema, Column values, double missing, boolean isProtected) {
    return schema
        .range()
        .flatMap(range -> FreeNumbers.of(values, range))
        .map(free -> IdentifierMargin.numbers(missing, free))
        .or(() -> isProtected ? known(values, missing) : Optional.empty());
  }

  /** New identifiers in the shape of the source's; empty where that is none of those known. */
  static Optional<IdentifierMargin> known(Column values, double missing) {
    if (allUuids(values)) {
      return Optional.of(IdentifierMargin.uuids(missing));
    }
    String prefix = commonPrefix(values);
    long greatest = -1;
    int width = Integer.MAX_VALUE;
    int widest = 0;
    for (int row = 0; row < values.size(); row++) {
      String value = values.string(row);
      if (value == null) {
        continue;
      }
      String digits = value.substring(prefix.length());
      if (digits.isEmpty() || !isDigits(digits) || isTooGreat(digits)) {
        return Optional.empty();
      }
      greatest = Math.max(greatest, Long.parseLong(digits));
      width = Math.min(width, digits.length());
      widest = Math.max(widest, digits.length());
    }
    if (greatest < 0) {
      return Optional.empty();
    }
    boolean padded = width == widest;
    return Optional.of(
        new IdentifierMargin(
            missing,
            IdentifierMargin.Shape.COUNTER,
            prefix,
            padded ? width : 1,
            FreeNumbers.after(greatest)));
  }

  private static boolean isTooGreat(String digits) {
    int longer = digits.length() - TOO_GREAT.length();
    return longer > 0 || longer == 0 && digits.compareTo(TOO_GREAT) >= 0;
  }

  /** Identifiers of no known shape: numbered, with a prefix that no value of the source has. */
  static IdentifierMargin unlike(Column values, double missing) {
    var prefix = new StringBuilder("row-");
    for (boolean taken = true; taken; ) {
      taken = false;
      for (int row = 0; row < values.size(); row++) {
        String value = values.string(row);
        taken = taken || (value != null && value.startsWith(prefix.toString()));
      }
      if (taken) {
        prefix.insert(0, "synthetic-");
      }
    }
    return new IdentifierMargin(missing, IdentifierMargin.Shape.COUNTER, prefix.toString(), 1, 0);
  }

  private static boolean allUuids(Column values) {
    boolean any = false;
    for (int row = 0; row < values.size(); row++) {
      String value = values.string(row);
      if (value != null) {
        if (!UuidText.isUuid(value)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** The longest text that all values begin with, up to the first digit. */
  private static String commonPrefix(Column values) {
    String prefix = null;
    for (int row = 0; row < values.size(); row++) {
      String value = values.string(row);
      if (value == null) {
        continue;
      }
      if (prefix == null) {
        prefix = value;
      }
      int length = 0;
      while (length < Math.min(prefix.length(), value.length())
          && prefix.charAt(length) == value.charAt(length)
          && !isDigit(value.charAt(length))) {
        length++;
      }
      prefix = prefix.substring(0, length);
    }
    return prefix == null ? "" : prefix;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> isDigit((char) c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
