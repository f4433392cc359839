package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnNames;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The columns of a table, against which those that options name are checked: before the table is
 * read, since a name that is not there would only switch off what it was given for.
 *
 * @param names as in the table's header
 */
record OptionColumns(List<String> names) {

  /**
   * Sees that columns are there.
   *
   * @param columns a null stands for an option that is not given
   * @throws InvalidInputException if one is not, naming the option and the columns there are
   */
  OptionColumns require(String option, String... columns) {
    return require(option, Arrays.asList(columns));
  }

  /**
   * Sees that another table has the same columns, in whatever order.
   *
   * @param other what it is called in messages
   * @throws InvalidInputException if it lacks one, or has one more, naming it
   */
  OptionColumns requireSame(String other, List<String> columns) {
    for (String name : names) {
      if (!columns.contains(name)) {
        throw new InvalidInputException(
            "%s: there is no column '%s', which --real has; the columns are %s"
                .formatted(other, name, ColumnNames.list(columns)));
      }
    }
    for (String column : columns) {
      if (!names.contains(column)) {
        throw new InvalidInputException(
            "%s: the column '%s' is not in --real; take it out of one, or add it to the other"
                .formatted(other, column));
      }
    }
    return this;
  }

  /** The same for an option that may be repeated; null where it is not given. */
  OptionColumns require(String option, List<String> columns) {
    if (columns != null) {
      columns.stream()
          .filter(Objects::nonNull)
          .filter(column -> !names.contains(column))
          .findFirst()
          .ifPresent(
              column -> {
                throw new InvalidInputException(
                    "%s %s: there is no such column; the columns are %s"
                        .formatted(option, column, ColumnNames.list(names)));
              });
    }
    return this;
  }
}
