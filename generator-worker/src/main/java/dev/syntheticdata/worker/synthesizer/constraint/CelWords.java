package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.ColumnNames;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/** What is said of an expression that CEL does not take: its own words, and how to write it. */
final class CelWords {

  private CelWords() {}

  /** The columns that expressions can name, with their types. */
  static String types(TableSchema schema) {
    return ColumnNames.list(
        schema.columns().stream()
            .map(column -> column.name() + " (" + type(column.type()) + ")")
            .toList());
  }

  private static String type(ColumnType type) {
    return plain(RowEnvironment.type(type).name());
  }

  /** What CEL says, without the long names of its types and the list of all it would take. */
  static String plain(String message) {
    return message
        .replaceAll(" \\(candidates: [^\n]*", "")
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("google.protobuf.Duration", "duration");
  }

  /** How the columns that an expression speaks of are written; empty if as it does. */
  static String remedy(String expression, TableSchema schema) {
    var remedies = new LinkedHashMap<String, String>();
    for (var column : schema.columns()) {
      if (!speaksOf(expression, column.name())) {
        continue;
      }
      String row = "row[\"" + column.name() + "\"]";
      if (!RowEnvironment.isVariable(column.name()) && !expression.contains(row)) {
        remedies.putIfAbsent("name", "write the column '%s' as %s".formatted(column.name(), row));
      }
      String moment = moment(column);
      if (moment != null && !expression.contains(moment.substring(0, moment.indexOf('(')))) {
        remedies.putIfAbsent(
            moment, "compare column '%s' with such as %s".formatted(column.name(), moment));
      }
    }
    var all = new ArrayList<>(remedies.values());
    return all.isEmpty() ? "" : String.join(", ", all) + ": ";
  }

  /** Whether a name stands in an expression, and not only as a part of another word. */
  private static boolean speaksOf(String expression, String name) {
    return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])")
        .matcher(expression)
        .find();
  }

  private static String moment(ColumnSchema column) {
    return switch (column.type()) {
      case DATE, DATE_TIME -> "timestamp(\"2024-01-31T00:00:00Z\")";
      case TIME -> "duration(\"13h30m\")";
      default -> null;
    };
  }
}
