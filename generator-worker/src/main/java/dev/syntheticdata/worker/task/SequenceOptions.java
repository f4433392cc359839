package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.SequenceDeclaration;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say that rows are sequences. */
public final class SequenceOptions {

  @Option(
      names = "--sequence-key",
      paramLabel = "COLUMN",
      description =
          "Column that names the entity a row is an event of: the rows of an entity are a sequence.")
  private String key;

  @Option(
      names = "--order-by",
      paramLabel = "COLUMN",
      description = "With --sequence-key: the date or number by which its events are in order.")
  private String orderBy;

  @Option(
      names = "--context",
      paramLabel = "COLUMN",
      description =
          "With --sequence-key: a column that is the same in all rows of an entity. May be repeated."
              + " Without it, all that are.")
  private List<String> context;

  /** Whether any is given. */
  boolean given() {
    return key != null || orderBy != null || context != null;
  }

  /**
   * Sees that the columns that are given are there.
   *
   * @throws InvalidInputException if one is not, naming its option
   */
  void require(OptionColumns there) {
    there
        .require("--sequence-key", key)
        .require("--order-by", orderBy)
        .require("--context", context);
  }

  /**
   * Sees that events can be put in the order that is asked for.
   *
   * @throws InvalidInputException if they cannot, naming the option
   */
  void requireOrder(TableSchema table) {
    var type = orderBy == null ? null : table.column(orderBy).orElseThrow().type();
    if (type != null && (!type.isNumeric() || type == ColumnType.TIME)) {
      throw new InvalidInputException(
          "--order-by %s: the column is %s, and must be a date, a date with time or a number; choose another column"
              .formatted(orderBy, type));
    }
  }

  /**
   * The columns that are given, or else those of a declaration; null where there is neither.
   *
   * @param declared may be null
   */
  SequenceColumns columns(CommandSpec spec, SequenceDeclaration declared) {
    if (!given()) {
      return FitRun.sequence(declared);
    }
    if (key == null || orderBy == null) {
      throw new ParameterException(
          spec.commandLine(), "--sequence-key and --order-by must be given together");
    }
    requireDifferent();
    return new SequenceColumns(key, orderBy, context);
  }

  private void requireDifferent() {
    if (key.equals(orderBy)) {
      throw new InvalidInputException(
          "--order-by %s: the column is the --sequence-key; name another".formatted(orderBy));
    }
    for (String column : context == null ? List.<String>of() : context) {
      if (column.equals(key) || column.equals(orderBy)) {
        throw new InvalidInputException(
            "--context %s: the column is the --%s; leave it out"
                .formatted(column, column.equals(key) ? "sequence-key" : "order-by"));
      }
    }
  }
}
