package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column that is missing where a condition is false, as {@code isMissing(x) || condition} says:
 * its values there are taken away once all others are there.
 *
 * @param column position of the column
 * @param unless where it may have a value
 */
record Blanks(int column, RowCondition unless) {

  /** Reads a clause; empty where it is something else. */
  static Optional<Blanks> of(CelExpr clause, TableSchema schema) {
    var parts = alternatives(clause);
    for (var part : parts) {
      var name = missing(part);
      if (name.isPresent() && parts.size() > 1 && schema.indexOf(name.get()) >= 0) {
        var others = parts.stream().filter(other -> other != part).toList();
        return unless(others, name.get(), schema)
            .map(condition -> new Blanks(schema.indexOf(name.get()), condition));
      }
    }
    return Optional.empty();
  }

  private static List<CelExpr> alternatives(CelExpr expression) {
    var parts = new ArrayList<CelExpr>();
    if (isCall(expression, "_||_")) {
      expression.call().args().forEach(part -> parts.addAll(alternatives(part)));
    } else {
      parts.add(expression);
    }
    return parts;
  }

  /** The column that an expression says is missing. */
  private static Optional<String> missing(CelExpr expression) {
    if (!isCall(expression, "!_")) {
      return Optional.empty();
    }
    var inner = expression.call().args().get(0);
    if (isCall(inner, "@in") && RowEnvironment.isRow(inner.call().args().get(1))) {
      return RowEnvironment.text(inner.call().args().get(0));
    }
    return inner.getKind() == ExprKind.Kind.SELECT
            && inner.select().testOnly()
            && RowEnvironment.isRow(inner.select().operand())
        ? Optional.of(inner.select().field())
        : Optional.empty();
  }

  private static boolean isCall(CelExpr expression, String function) {
    return expression.getKind() == ExprKind.Kind.CALL
        && expression.call().function().equals(function);
  }

  private static Optional<RowCondition> unless(
      List<CelExpr> parts, String column, TableSchema schema) {
    var conditions = new ArrayList<RowCondition>();
    for (var part : parts) {
      var condition = new NativeConditions(schema).of(part);
      if (condition.isEmpty() || Constraint.columns("", part, schema).contains(column)) {
        return Optional.empty();
      }
      conditions.add(condition.get());
    }
    return Optional.of((table, row) -> NativeConditions.any(conditions, table, row));
  }

  /** The same rows with the column blanked where it has to be. */
  Table applied(Table table) {
    var columns = new ArrayList<>(table.columns());
    var old = columns.get(column);
    boolean[] blank = new boolean[table.rows()];
    boolean any = false;
    for (int row = 0; row < blank.length; row++) {
      blank[row] = !old.isMissing(row) && unless.of(table, row) == Truth.FALSE;
      any = any || blank[row];
    }
    if (!any) {
      return table;
    }
    columns.set(column, blanked(old, blank));
    return new Table(table.schema(), columns);
  }

  private static Column blanked(Column column, boolean[] blank) {
    if (column.numbers() != null) {
      double[] numbers = column.numbers().clone();
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = blank[row] ? Double.NaN : numbers[row];
      }
      return Column.ofNumbers(numbers);
    }
    int[] codes = column.codes().clone();
    for (int row = 0; row < codes.length; row++) {
      codes[row] = blank[row] ? -1 : codes[row];
    }
    return Column.ofCodes(codes);
  }
}
