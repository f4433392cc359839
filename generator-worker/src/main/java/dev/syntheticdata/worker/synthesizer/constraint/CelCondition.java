package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A condition that CEL's runtime evaluates, for what {@link NativeConditions} does not know. */
final class CelCondition implements RowCondition {

  private static final long DAY_MILLIS = 86_400_000;

  private final String constraint;
  private final String expression;
  private final CelRuntime.Program program;
  private final Map<String, Integer> positions = new HashMap<>();
  private final TableSchema schema;

  CelCondition(
      String constraint, String expression, CelRuntime.Program program, TableSchema schema) {
    this.constraint = constraint;
    this.expression = expression;
    this.program = program;
    this.schema = schema;
    for (int i = 0; i < schema.size(); i++) {
      positions.put(schema.columns().get(i).name(), i);
    }
  }

  @Override
  public Truth of(Table table, int row) {
    var all = new RowMap(table, row);
    try {
      var value =
          program.eval(
              name ->
                  name.equals(RowEnvironment.ROW)
                      ? Optional.of(all)
                      : Optional.ofNullable(all.get(name)));
      if (value instanceof Boolean truth) {
        return Truth.of(truth);
      }
      if (value instanceof CelUnknownSet) {
        return Truth.UNKNOWN;
      }
      throw new InvalidInputException(
          "constraint '%s' is neither true nor false of a row; compare it with something"
              .formatted(constraint));
    } catch (CelEvaluationException e) {
      if (e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND) {
        return Truth.UNKNOWN;
      }
      // What is said of row["..."] is not checked before there is a row.
      String types =
          e.getErrorCode() == CelErrorCode.OVERLOAD_NOT_FOUND
              ? CelWords.remedy(expression, schema) + "the columns are " + CelWords.types(schema)
              : "change its expression so that it can for all values";
      throw new InvalidInputException(
          "constraint '%s' cannot be evaluated for a row: %s; %s"
              .formatted(constraint, e.getErrorCode(), types),
          e);
    }
  }

  /** The values of a row by column; a missing one is not in it. */
  private final class RowMap extends AbstractMap<String, Object> {
    private final Table table;
    private final int row;

    RowMap(Table table, int row) {
      this.table = table;
      this.row = row;
    }

    @Override
    public Object get(Object name) {
      Integer at = positions.get(name);
      return at == null ? null : value(schema.columns().get(at), table.columns().get(at), row);
    }

    @Override
    public boolean containsKey(Object name) {
      Integer at = positions.get(name);
      return at != null && !table.columns().get(at).isMissing(row);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      var entries = new LinkedHashSet<Entry<String, Object>>();
      for (var column : schema.columns()) {
        if (containsKey(column.name())) {
          entries.add(Map.entry(column.name(), get(column.name())));
        }
      }
      return entries;
    }
  }

  private static Object value(ColumnSchema schema, Column column, int row) {
    if (column.isMissing(row)) {
      return null;
    }
    return switch (schema.type()) {
      case INTEGER -> (long) column.numbers()[row];
      case DECIMAL -> column.numbers()[row];
      case DATE -> Instant.ofEpochMilli((long) column.numbers()[row] * DAY_MILLIS);
      case DATE_TIME -> Instant.ofEpochMilli((long) column.numbers()[row]);
      case TIME -> Duration.ofMillis((long) column.numbers()[row]);
      case BOOLEAN -> column.codes()[row] == 1;
      case CATEGORICAL -> schema.categories().get(column.codes()[row]);
      case IDENTIFIER, TEXT -> column.strings()[row];
    };
  }
}
