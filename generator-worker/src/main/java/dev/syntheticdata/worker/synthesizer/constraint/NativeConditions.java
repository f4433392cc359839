package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Conditions on a table's own arrays, for the expressions that most constraints are: comparisons of
 * sums, labels, missing values, and what logic joins them. It gives what CEL gives, but for one
 * thing: decimals are compared as the source writes them ({@link Linear#tolerance}).
 */
final class NativeConditions {

  private final TableSchema schema;

  NativeConditions(TableSchema schema) {
    this.schema = schema;
  }

  /** The condition of an expression; empty where only CEL's runtime knows it. */
  Optional<RowCondition> of(CelExpr expression) {
    var name = RowEnvironment.columnName(expression);
    if (name.isPresent()) {
      return flag(name.get());
    }
    if (expression.getKind() == ExprKind.Kind.CONSTANT) {
      return expression.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
          ? Optional.of(fixed(expression.constant().booleanValue()))
          : Optional.empty();
    }
    if (expression.getKind() == ExprKind.Kind.SELECT && expression.select().testOnly()) {
      return RowEnvironment.isRow(expression.select().operand())
          ? present(expression.select().field())
          : Optional.empty();
    }
    return expression.getKind() == ExprKind.Kind.CALL ? call(expression.call()) : Optional.empty();
  }

  private static RowCondition fixed(boolean value) {
    return (table, row) -> Truth.of(value);
  }

  private Optional<RowCondition> call(CelExpr.CelCall call) {
    var arguments = call.args();
    return switch (call.function()) {
      case "!_" -> of(arguments.get(0)).map(inner -> (table, row) -> inner.of(table, row).not());
      case "_&&_" -> both(arguments, Join.AND);
      case "_||_" -> both(arguments, Join.OR);
      case "_?_:_" -> choice(arguments);
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
          comparison(call.function(), arguments.get(0), arguments.get(1));
      case "@in" -> in(arguments.get(0), arguments.get(1));
      default -> Optional.empty();
    };
  }

  private enum Join {
    AND,
    OR,
    SAME,
    OTHER
  }

  private Optional<RowCondition> both(List<CelExpr> arguments, Join join) {
    var left = of(arguments.get(0));
    var right = of(arguments.get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    var a = left.get();
    var b = right.get();
    return Optional.of(
        switch (join) {
          case AND -> (table, row) -> a.of(table, row).and(b.of(table, row));
          case OR -> (table, row) -> a.of(table, row).or(b.of(table, row));
          case SAME -> (table, row) -> same(a.of(table, row), b.of(table, row));
          case OTHER -> (table, row) -> same(a.of(table, row), b.of(table, row)).not();
        });
  }

  private static Truth same(Truth a, Truth b) {
    return a == Truth.UNKNOWN || b == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.of(a == b);
  }

  private Optional<RowCondition> choice(List<CelExpr> arguments) {
    var parts = arguments.stream().map(this::of).toList();
    if (parts.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    var when = parts.get(0).get();
    var then = parts.get(1).get();
    var otherwise = parts.get(2).get();
    return Optional.of(
        (table, row) ->
            switch (when.of(table, row)) {
              case TRUE -> then.of(table, row);
              case FALSE -> otherwise.of(table, row);
              case UNKNOWN -> Truth.UNKNOWN;
            });
  }

  private Optional<RowCondition> flag(String name) {
    int at = schema.indexOf(name);
    if (at < 0 || schema.columns().get(at).type() != ColumnType.BOOLEAN) {
      return Optional.empty();
    }
    return Optional.of(
        (table, row) -> {
          int code = table.columns().get(at).codes()[row];
          return code < 0 ? Truth.UNKNOWN : Truth.of(code == 1);
        });
  }

  private Optional<RowCondition> present(String name) {
    int at = schema.indexOf(name);
    return at < 0
        ? Optional.empty()
        : Optional.of((table, row) -> Truth.of(!table.columns().get(at).isMissing(row)));
  }

  private Optional<RowCondition> comparison(String operator, CelExpr left, CelExpr right) {
    var difference =
        Linear.of(left, schema)
            .flatMap(a -> Linear.of(right, schema).flatMap(b -> a.plus(b.times(-1))));
    if (difference.isPresent()) {
      return Optional.of(compared(operator, difference.get()));
    }
    if (!operator.equals("_==_") && !operator.equals("_!=_")) {
      return Optional.empty();
    }
    boolean equal = operator.equals("_==_");
    var labels =
        RowEnvironment.text(right)
            .flatMap(text -> labels(left, Set.of(text)))
            .or(() -> RowEnvironment.text(left).flatMap(text -> labels(right, Set.of(text))));
    if (labels.isPresent()) {
      var condition = labels.get();
      return Optional.of(equal ? condition : (table, row) -> condition.of(table, row).not());
    }
    return both(List.of(left, right), equal ? Join.SAME : Join.OTHER);
  }

  private RowCondition compared(String operator, Linear difference) {
    double tolerance = difference.tolerance(schema);
    int[] columns = difference.factors().keySet().stream().mapToInt(i -> i).toArray();
    double[] factors = difference.factors().values().stream().mapToDouble(f -> f).toArray();
    double offset = difference.offset();
    return (table, row) -> {
      double value = offset;
      for (int i = 0; i < columns.length; i++) {
        value += factors[i] * table.columns().get(columns[i]).numbers()[row];
      }
      if (Double.isNaN(value)) {
        return Truth.UNKNOWN;
      }
      return Truth.of(
          switch (operator) {
            case "_==_" -> Math.abs(value) <= tolerance;
            case "_!=_" -> Math.abs(value) > tolerance;
            case "_<_" -> value < -tolerance;
            case "_<=_" -> value <= tolerance;
            case "_>_" -> value > tolerance;
            default -> value >= -tolerance;
          });
    };
  }

  /** Whether a column has one of these labels. */
  private Optional<RowCondition> labels(CelExpr column, Set<String> wanted) {
    var name = RowEnvironment.columnName(column);
    int at = name.map(schema::indexOf).orElse(-1);
    if (at < 0 || schema.columns().get(at).type() != ColumnType.CATEGORICAL) {
      return Optional.empty();
    }
    var categories = schema.columns().get(at).categories();
    var held = new boolean[categories.size()];
    for (int code = 0; code < held.length; code++) {
      held[code] = wanted.contains(categories.get(code));
    }
    return Optional.of(
        (table, row) -> {
          int code = table.columns().get(at).codes()[row];
          return code < 0 ? Truth.UNKNOWN : Truth.of(held[code]);
        });
  }

  private Optional<RowCondition> in(CelExpr element, CelExpr container) {
    if (RowEnvironment.isRow(container)) {
      return RowEnvironment.text(element).flatMap(this::present);
    }
    if (container.getKind() != ExprKind.Kind.LIST) {
      return Optional.empty();
    }
    var texts = container.list().elements().stream().map(RowEnvironment::text).toList();
    if (texts.stream().allMatch(Optional::isPresent)) {
      return labels(element, texts.stream().map(Optional::get).collect(Collectors.toSet()));
    }
    var equal = new ArrayList<RowCondition>();
    for (var value : container.list().elements()) {
      var condition = comparison("_==_", element, value);
      if (condition.isEmpty()) {
        return Optional.empty();
      }
      equal.add(condition.get());
    }
    return Optional.of((table, row) -> any(equal, table, row));
  }

  static Truth any(List<RowCondition> conditions, Table table, int row) {
    Truth truth = Truth.FALSE;
    for (var condition : conditions) {
      truth = truth.or(condition.of(table, row));
    }
    return truth;
  }
}
