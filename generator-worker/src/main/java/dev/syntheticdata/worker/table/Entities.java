package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;

/**
 * Whom each row of a table is about. Protection counts entities where a person may have many rows:
 * five rows of one person protect no one.
 *
 * @param ofRow number of each row's entity, from 0 in the order of first appearance; not copied
 * @param count number of entities
 */
public record Entities(int[] ofRow, int count) {

  /**
   * The entities that a column names. A row without one is an entity of its own.
   *
   * @param by name of the column
   * @throws InvalidInputException if there is no such column
   */
  public static Entities of(Table table, String by) {
    return of(table.columns().get(position(table, by)));
  }

  /**
   * Position of the column that names the entities.
   *
   * @param by name of the column
   * @throws InvalidInputException if there is no such column
   */
  public static int position(Table table, String by) {
    int position = table.schema().indexOf(by);
    if (position < 0) {
      throw new InvalidInputException(
          "holdout.by names the column '%s', which is not there; the columns are %s"
              .formatted(
                  by,
                  ColumnNames.list(
                      table.schema().columns().stream().map(ColumnSchema::name).toList())));
    }
    return position;
  }

  /** The entities that a column names. */
  public static Entities of(Column column) {
    if (column.cells() instanceof Cells.DistinctStrings strings) {
      return of(strings);
    }
    var numbers = new HashMap<Object, Integer>();
    var ofRow = new int[column.size()];
    int count = 0;
    for (int row = 0; row < ofRow.length; row++) {
      Integer known = column.isMissing(row) ? null : numbers.get(column.value(row));
      if (known == null) {
        known = count++;
        if (!column.isMissing(row)) {
          numbers.put(column.value(row), known);
        }
      }
      ofRow[row] = known;
    }
    return new Entities(ofRow, count);
  }

  /** Each text is there once, so its position says which it is. */
  private static Entities of(Cells.DistinctStrings column) {
    var numbers = new int[column.distinct()];
    Arrays.fill(numbers, -1);
    var ofRow = new int[column.size()];
    int count = 0;
    for (int row = 0; row < ofRow.length; row++) {
      int slot = (int) column.slots().get(row);
      boolean named = slot >= 0 && (numbers[slot] >= 0 || column.values().get(slot) != null);
      int known = named ? numbers[slot] : -1;
      ofRow[row] = known < 0 ? count++ : known;
      if (named) {
        numbers[slot] = ofRow[row];
      }
    }
    return new Entities(ofRow, count);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return count + " entities of " + ofRow.length + " rows";
  }
}
