package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The tables of an evaluation over one schema: the columns of the real table in its order, and for
 * each categorical column one list of labels that holds those of all tables, the real table's
 * first. So that equal codes mean equal labels, also where the tables were read on their own.
 */
final class AlignedTables {

  private AlignedTables() {}

  /**
   * Brings tables onto the schema of the first. A null table stays null. Columns that the first
   * table does not have are left out.
   *
   * @throws InvalidInputException if a table lacks a column of the first or has it with another
   *     type, naming the column
   */
  static List<Table> align(Table real, Table holdout, Table synthetic) {
    var columns = new ArrayList<ColumnSchema>();
    for (var column : real.schema().columns()) {
      columns.add(
          column.type().isCategorical() ? withLabelsOf(column, real, holdout, synthetic) : column);
    }
    var schema = new TableSchema(columns);
    var aligned = new ArrayList<Table>();
    aligned.add(onto(schema, real, "real"));
    aligned.add(holdout == null ? null : onto(schema, holdout, "holdout"));
    aligned.add(onto(schema, synthetic, "synthetic"));
    return aligned;
  }

  private static ColumnSchema withLabelsOf(ColumnSchema column, Table... tables) {
    var labels = new LinkedHashMap<String, Boolean>();
    for (var table : tables) {
      if (table != null) {
        table
            .schema()
            .column(column.name())
            .ifPresent(c -> c.categories().forEach(label -> labels.put(label, true)));
      }
    }
    return new ColumnSchema(
        column.name(),
        column.type(),
        column.nullable(),
        column.scale(),
        column.format(),
        List.copyOf(labels.keySet()));
  }

  private static Table onto(TableSchema schema, Table table, String role) {
    var columns = new ArrayList<Column>();
    for (var wanted : schema.columns()) {
      var found =
          table
              .schema()
              .column(wanted.name())
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "the %s table has no column %s, which the real table has"
                              .formatted(role, wanted.name())));
      boolean sameStorage =
          found.type().isNumeric() == wanted.type().isNumeric()
              && found.type().isCategorical() == wanted.type().isCategorical();
      if (!sameStorage) {
        throw new InvalidInputException(
            "column %s is %s in the %s table and %s in the real table"
                .formatted(wanted.name(), found.type(), role, wanted.type()));
      }
      var column = table.column(wanted.name());
      columns.add(
          wanted.type().isCategorical()
              ? recode(column, found.categories(), wanted.categories())
              : column);
    }
    return new Table(schema, columns);
  }

  private static Column recode(Column column, List<String> from, List<String> to) {
    if (from.equals(to.subList(0, Math.min(from.size(), to.size())))) {
      return column;
    }
    var codes = new HashMap<String, Integer>();
    for (int code = 0; code < to.size(); code++) {
      codes.put(to.get(code), code);
    }
    return column.recode(from.stream().mapToInt(label -> codes.getOrDefault(label, -1)).toArray());
  }
}
