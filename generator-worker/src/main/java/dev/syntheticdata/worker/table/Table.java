package dev.syntheticdata.worker.table;

import java.util.List;

/**
 * A table in memory, stored by column.
 *
 * @param schema the columns' descriptions
 * @param columns the columns' values, in the order of the schema; all of one length and stored as
 *     their type asks for
 */
public record Table(TableSchema schema, List<Column> columns) {

  /**
   * @throws IllegalArgumentException if the columns do not fit the schema or differ in length
   */
  public Table {
    columns = List.copyOf(columns);
    if (columns.size() != schema.size()) {
      throw new IllegalArgumentException(
          "the schema has " + schema.size() + " columns, the data " + columns.size());
    }
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      var type = schema.columns().get(i).type();
      boolean fits =
          type.isNumeric()
              ? column.isNumbers()
              : type.isCategorical() ? column.isCodes() : column.isStrings();
      if (!fits) {
        throw new IllegalArgumentException(
            "column " + schema.columns().get(i).name() + " is not stored as " + type);
      }
      if (column.size() != columns.get(0).size()) {
        throw new IllegalArgumentException(
            "column " + schema.columns().get(i).name() + " has another length than the first");
      }
    }
  }

  /** The number of rows. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.get(0).size();
  }

  /** The values of the column of that name. */
  public Column column(String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column named " + name);
    }
    return columns.get(index);
  }

  /** The rows at these positions, in this order; a position may be repeated. */
  public Table select(int[] rows) {
    return new Table(schema, columns.stream().map(c -> c.select(rows)).toList());
  }
}
