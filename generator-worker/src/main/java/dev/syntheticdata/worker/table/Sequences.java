package dev.syntheticdata.worker.table;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The rows of a table as sequences: entity by entity in the order of first appearance, the events
 * of each by time, those of one time in the order of the table.
 *
 * @param rows positions of the rows, in that order
 * @param starts where each entity's events begin in {@code rows}; last, how many there are
 * @param key position of the column that names the entity
 * @param orderBy position of the column that says when an event was
 */
public record Sequences(int[] rows, int[] starts, int key, int orderBy) {

  /** The number of entities. */
  public int count() {
    return starts.length - 1;
  }

  /** The number of events of an entity. */
  public int length(int entity) {
    return starts[entity + 1] - starts[entity];
  }

  /**
   * Finds the sequences of a table.
   *
   * @param name what the table is called in messages
   * @throws InvalidInputException if a column is not there, cannot order events, or has no value in
   *     some row
   */
  public static Sequences of(Table table, SequenceColumns columns, String name) {
    require(table, columns, name);
    return of(
        table, table.schema().indexOf(columns.key()), table.schema().indexOf(columns.orderBy()));
  }

  /**
   * Checks that a table has sequences, without finding them.
   *
   * @param name what the table is called in messages
   * @throws InvalidInputException if a column is not there, cannot order events, or has no value in
   *     some row
   */
  public static void require(Table table, SequenceColumns columns, String name) {
    int key = position(table, "key", columns.key(), name);
    int orderBy = position(table, "orderBy", columns.orderBy(), name);
    var type = table.schema().columns().get(orderBy).type();
    if (!type.isNumeric() || type == ColumnType.TIME) {
      throw new InvalidInputException(
          "%s: sequence.orderBy names the column '%s', which is %s; it must be Date, DateTime, Integer or"
                  .formatted(name, columns.orderBy(), type)
              + " Decimal: declare its type, or choose another column");
    }
    requireValues(table, "key", key, name);
    requireValues(table, "orderBy", orderBy, name);
  }

  private static Sequences of(Table table, int key, int orderBy) {
    var entities = Entities.of(table.columns().get(key));
    int[] entity = entities.ofRow();
    int count = entities.count();
    var starts = new int[count + 1];
    for (int e : entity) {
      starts[e + 1]++;
    }
    for (int e = 0; e < count; e++) {
      starts[e + 1] += starts[e];
    }
    var rows = new int[entity.length];
    int[] next = Arrays.copyOf(starts, count);
    for (int row = 0; row < entity.length; row++) {
      rows[next[entity[row]]++] = row;
    }
    var times = table.columns().get(orderBy);
    for (int e = 0; e < count; e++) {
      sort(rows, starts[e], starts[e + 1], times);
    }
    return new Sequences(rows, starts, key, orderBy);
  }

  /** Puts the rows of an entity in the order of time; most tables have them so already. */
  private static void sort(int[] rows, int from, int to, Column times) {
    boolean sorted = true;
    for (int i = from + 1; i < to && sorted; i++) {
      sorted = Double.compare(times.number(rows[i - 1]), times.number(rows[i])) <= 0;
    }
    if (!sorted) {
      int[] ordered =
          IntStream.range(from, to)
              .mapToObj(i -> rows[i])
              .sorted(Comparator.comparingDouble(times::number))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(ordered, 0, rows, from, ordered.length);
    }
  }

  /**
   * The columns that are constant for an entity: those declared, or, where none are, all that are
   * constant for every entity.
   *
   * @return for each column of the table whether it is one
   * @throws InvalidInputException if a declared one is not there, or not constant
   */
  public boolean[] context(Table table, SequenceColumns columns, String name) {
    var context = new boolean[table.schema().size()];
    List<String> wrong = new ArrayList<>();
    for (int column = 0; column < context.length; column++) {
      String title = table.schema().columns().get(column).name();
      boolean declared = columns.context() != null && columns.context().contains(title);
      if (column == key || column == orderBy || (columns.context() != null && !declared)) {
        continue;
      }
      context[column] = isConstant(table.columns().get(column));
      if (declared && !context[column]) {
        wrong.add("'" + title + "'");
      }
    }
    if (!wrong.isEmpty()) {
      throw new InvalidInputException(
          "%s: sequence.context names %s, which is not the same in all rows of an entity; leave it"
                  .formatted(name, String.join(", ", wrong))
              + " out, or correct the data");
    }
    if (columns.context() != null) {
      columns.context().forEach(column -> position(table, "context", column, name));
    }
    return context;
  }

  private boolean isConstant(Column column) {
    for (int entity = 0; entity < count(); entity++) {
      for (int i = starts[entity] + 1; i < starts[entity + 1]; i++) {
        if (!Objects.equals(column.value(rows[i - 1]), column.value(rows[i]))) {
          return false;
        }
      }
    }
    return true;
  }

  private static int position(Table table, String what, String column, String name) {
    int position = table.schema().indexOf(column);
    if (position < 0) {
      throw new InvalidInputException(
          "%s: sequence.%s names the column '%s', which is not there; the columns are %s"
              .formatted(
                  name,
                  what,
                  column,
                  ColumnNames.list(
                      table.schema().columns().stream().map(ColumnSchema::name).toList())));
    }
    return position;
  }

  private static void requireValues(Table table, String what, int position, String name) {
    var column = table.columns().get(position);
    long missing = IntStream.range(0, column.size()).filter(column::isMissing).count();
    if (missing > 0) {
      throw new InvalidInputException(
          "%s: the column '%s' of sequence.%s has no value in %d rows, which therefore belong nowhere;"
                  .formatted(name, table.schema().columns().get(position).name(), what, missing)
              + " correct them, or leave them out of the source");
    }
  }
}
