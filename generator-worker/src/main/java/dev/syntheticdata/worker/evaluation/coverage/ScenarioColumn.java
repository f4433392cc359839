package dev.syntheticdata.worker.evaluation.coverage;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.List;

/**
 * A column whose values are declared, as cells.
 *
 * @param index position of the column
 * @param cells how many cells its declared values make
 * @param ofCode cell of each of the column's categories, -1 for those that are not declared; null
 *     for a range
 * @param least the least declared value
 * @param width width of a cell
 * @param greatest the greatest declared value
 */
record ScenarioColumn(
    int index, int cells, int[] ofCode, double least, double width, double greatest) {

  private static final int PARTS = 10;

  /** The columns whose values are declared, in the order of the table. */
  static List<ScenarioColumn> of(EvaluationContext context) {
    var columns = new ArrayList<ScenarioColumn>();
    for (int index : context.compared()) {
      var schema = context.schema(index);
      var declared = context.space().get(schema.name());
      if (declared != null && schema.type().isCategorical() && declared.categories() != null) {
        columns.add(labels(index, schema, declared.categories()));
      } else if (declared != null && schema.type().isNumeric() && declared.isRange()) {
        columns.add(range(index, schema, declared));
      }
    }
    return columns;
  }

  private static ScenarioColumn labels(int index, ColumnSchema schema, List<String> declared) {
    int[] ofCode = schema.categories().stream().mapToInt(declared::indexOf).toArray();
    return new ScenarioColumn(index, declared.size(), ofCode, 0, 0, 0);
  }

  private static ScenarioColumn range(int index, ColumnSchema schema, DeclaredDomain declared) {
    double least;
    double greatest;
    try {
      var text = new ValueText(schema);
      least = text.parse(declared.minimum());
      greatest = text.parse(declared.maximum());
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          "column '%s': minimum '%s' or maximum '%s' is not %s as the source writes it; write it so"
              .formatted(schema.name(), declared.minimum(), declared.maximum(), schema.type()),
          e);
    }
    if (least > greatest) {
      throw new InvalidInputException(
          "column '%s': minimum %s is greater than maximum %s; exchange them"
              .formatted(schema.name(), declared.minimum(), declared.maximum()));
    }
    boolean whole = isWhole(schema);
    double values = whole ? greatest - least + 1 : Double.POSITIVE_INFINITY;
    int cells = (int) Math.max(1, Math.min(PARTS, values));
    double width = (whole ? values : greatest - least) / cells;
    return new ScenarioColumn(index, cells, null, least, width, greatest);
  }

  /** How many combinations the cells of some columns make. */
  static long cells(List<ScenarioColumn> set) {
    return set.stream().mapToLong(ScenarioColumn::cells).reduce(1, (x, y) -> x * y);
  }

  /** The words for a cell, made of what is declared alone. */
  String label(int cell, ColumnSchema schema, DeclaredDomain declared) {
    if (ofCode != null) {
      return declared.categories().get(cell);
    }
    var text = new ValueText(schema);
    double from = least + cell * width;
    double to = cell == cells - 1 ? greatest : least + (cell + 1) * width;
    if (isWhole(schema)) {
      from = Math.ceil(from);
      to = cell == cells - 1 ? greatest : Math.ceil(to) - 1;
    }
    String first = text.print(from);
    String last = text.print(to);
    return first.equals(last) ? first : first + " to " + last;
  }

  private static boolean isWhole(ColumnSchema schema) {
    return schema.type() == ColumnType.INTEGER || schema.type() == ColumnType.DATE;
  }

  /** The cell of a row's value; -1 where it is missing or not among those declared. */
  int cell(Table table, int row) {
    var column = table.columns().get(index);
    if (ofCode != null) {
      int code = column.code(row);
      return code < 0 ? -1 : ofCode[code];
    }
    double value = column.number(row);
    return value >= least && value <= greatest
        ? Math.min(cells - 1, (int) ((value - least) / width))
        : -1;
  }
}
