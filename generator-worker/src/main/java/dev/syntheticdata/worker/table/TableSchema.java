package dev.syntheticdata.worker.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a table, in order.
 *
 * @param columns the columns; names are unique
 */
public record TableSchema(List<ColumnSchema> columns) {

  /**
   * @throws IllegalArgumentException if two columns have the same name
   */
  public TableSchema {
    columns = List.copyOf(columns);
    var seen = new HashSet<String>();
    for (var column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException("duplicate column: " + column.name());
      }
    }
  }

  /** The position of a column, or -1 where there is none of that name. */
  public int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The column of that name. */
  public Optional<ColumnSchema> column(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(columns.get(index));
  }

  /** The number of columns. */
  public int size() {
    return columns.size();
  }
}
