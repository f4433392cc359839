package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.ast.CelConstant;
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
 * its values there are taken away once all others are there. The same is said by {@code !(has(x) &&
 * other)}, {@code has(x) ? condition : true} and {@code other ? isMissing(x) : true}.
 *
 * <p>{@code has(x) || condition}, which asks for a value where there is none, is no such thing: a
 * value would have to be invented, and a row that is drawn again has one that fits the others.
 *
 * @param column position of the column
 * @param unless where it may have a value
 */
record Blanks(int column, RowCondition unless) {

  /**
   * One of several expressions of which one has to be true.
   *
   * @param negated whether it has to be false instead
   */
  private record Part(CelExpr expression, boolean negated) {}

  /** Reads a clause; empty where it is something else. */
  static Optional<Blanks> of(CelExpr clause, TableSchema schema) {
    var parts = alternatives(clause, false);
    for (var part : parts) {
      var name = part.negated() ? present(part.expression()) : Optional.<String>empty();
      if (name.isPresent() && parts.size() > 1 && schema.indexOf(name.get()) >= 0) {
        var others = parts.stream().filter(other -> other != part).toList();
        return unless(others, name.get(), schema)
            .map(condition -> new Blanks(schema.indexOf(name.get()), condition));
      }
    }
    return Optional.empty();
  }

  private static List<Part> alternatives(CelExpr expression, boolean negated) {
    if (isCall(expression, "!_")) {
      return alternatives(expression.call().args().get(0), !negated);
    }
    if (isCall(expression, negated ? "_&&_" : "_||_")) {
      return expression.call().args().stream()
          .flatMap(part -> alternatives(part, negated).stream())
          .toList();
    }
    if (isCall(expression, "_?_:_")) {
      var arguments = expression.call().args();
      for (int fixed = 1; fixed <= 2; fixed++) {
        // Where one outcome holds anyway, the other is only asked for in the other case.
        if (isLiteral(arguments.get(fixed), !negated)) {
          var parts = new ArrayList<>(alternatives(arguments.get(0), fixed == 2));
          parts.addAll(alternatives(arguments.get(3 - fixed), negated));
          return parts;
        }
      }
    }
    return List.of(new Part(expression, negated));
  }

  private static boolean isLiteral(CelExpr expression, boolean value) {
    return expression.getKind() == ExprKind.Kind.CONSTANT
        && expression.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && expression.constant().booleanValue() == value;
  }

  /** The column that an expression says is there. */
  private static Optional<String> present(CelExpr expression) {
    if (isCall(expression, "@in") && RowEnvironment.isRow(expression.call().args().get(1))) {
      return RowEnvironment.text(expression.call().args().get(0));
    }
    return expression.getKind() == ExprKind.Kind.SELECT
            && expression.select().testOnly()
            && RowEnvironment.isRow(expression.select().operand())
        ? Optional.of(expression.select().field())
        : Optional.empty();
  }

  private static boolean isCall(CelExpr expression, String function) {
    return expression.getKind() == ExprKind.Kind.CALL
        && expression.call().function().equals(function);
  }

  private static Optional<RowCondition> unless(
      List<Part> parts, String column, TableSchema schema) {
    var conditions = new ArrayList<RowCondition>();
    for (var part : parts) {
      var condition = new NativeConditions(schema).of(part.expression());
      if (condition.isEmpty()
          || Constraint.columns("", part.expression(), schema).contains(column)) {
        return Optional.empty();
      }
      var positive = condition.get();
      conditions.add(part.negated() ? (table, row) -> positive.of(table, row).not() : positive);
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
