package dev.syntheticdata.worker.table;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises dates, times and date-times by trying a list of patterns; the first that fits every
 * value is taken. Where day and month could be either way round in every value, day first is taken;
 * declare the column as Categorical, or write ISO dates, if that is wrong.
 */
final class TemporalPatterns {

  private static final List<String> DATES =
      List.of(
          "uuuu-MM-dd",
          "uuuu/MM/dd",
          "uuuu/M/d",
          "dd/MM/uuuu",
          "d/M/uuuu",
          "MM/dd/uuuu",
          "M/d/uuuu",
          "dd.MM.uuuu",
          "d.M.uuuu",
          "dd-MM-uuuu",
          "MM-dd-uuuu",
          "dd-MMM-uuuu",
          "d MMM uuuu");
  private static final List<String> TIMES =
      List.of(
          "HH:mm:ss",
          "HH:mm",
          "H:mm",
          "HH:mm:ss.SSS",
          "HH:mm:ss.SSSSSS",
          // Databases leave out the zeros at the end of a second, or the whole fraction.
          "HH:mm:ss" + ValueText.ANY_FRACTION,
          "hh:mm a",
          "h:mm a",
          "hh:mm:ss a",
          "h:mm:ss a");
  private static final List<String> SEPARATORS = List.of("'T'", " ");
  private static final List<String> OFFSETS = List.of("", "XXX", " XXX", "XX", "X");

  /** UTC as it is written without its letter. */
  private static final Pattern NO_OFFSET = Pattern.compile("[+]00(:?00)?$");

  private TemporalPatterns() {}

  /** The type and pattern that fit every value, if any does. */
  static Optional<ColumnSchema> recognise(String name, boolean nullable, List<String> values) {
    String first = values.get(0);
    if (first.length() < 4 || first.length() > 40 || !hasDigit(first)) {
      return Optional.empty();
    }
    for (String time : TIMES) {
      var found = fits(name, ColumnType.TIME, nullable, time, values);
      if (found.isPresent()) {
        return found;
      }
    }
    for (String date : DATES) {
      var found = fits(name, ColumnType.DATE, nullable, date, values);
      if (found.isPresent()) {
        return found;
      }
    }
    if (first.indexOf(':') < 0) {
      return Optional.empty();
    }
    return dateTime(name, nullable, values);
  }

  private static Optional<ColumnSchema> dateTime(
      String name, boolean nullable, List<String> values) {
    for (String date : DATES) {
      for (String separator : SEPARATORS) {
        for (String time : TIMES) {
          for (String offset : OFFSETS) {
            String pattern = date + separator + time + offset;
            var found = fits(name, ColumnType.DATE_TIME, nullable, pattern, values);
            if (found.isPresent()) {
              return ValueText.hasOffset(pattern) ? found.map(c -> zoned(c, values)) : found;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static ColumnSchema zoned(ColumnSchema column, List<String> values) {
    String pattern = column.format();
    var zoned = column.withZone(Zones.of(values, ValueText.formatter(pattern)));
    boolean letter = values.stream().anyMatch(value -> value.endsWith("Z"));
    boolean numbers = values.stream().anyMatch(value -> NO_OFFSET.matcher(value).find());
    return !letter && numbers ? zoned.withFormat(pattern.replace('X', 'x')) : zoned;
  }

  private static Optional<ColumnSchema> fits(
      String name, ColumnType type, boolean nullable, String pattern, List<String> values) {
    var schema = new ColumnSchema(name, type, nullable, 0, pattern, List.of());
    var text = new ValueText(schema);
    try {
      for (String value : values) {
        text.parse(value);
      }
      return Optional.of(schema);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
