package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;
import java.util.Optional;

/** A part of a constraint that can be held by construction. Columns are positions in the schema. */
sealed interface Clause {

  /**
   * A column within bounds.
   *
   * @param least null for no bound
   * @param greatest null for no bound
   */
  record Bound(int column, Double least, Double greatest) implements Clause {}

  /**
   * Two columns in order.
   *
   * @param gap the distance between them, at least
   */
  record Order(int lower, int upper, double gap) implements Clause {}

  /**
   * A sum that is 0.
   *
   * @param sum the columns and their factors
   */
  record Zero(Linear sum) implements Clause {}

  /** Reads a comparison; empty where it is something else. */
  static Optional<Clause> of(CelExpr clause, TableSchema schema) {
    if (clause.getKind() != ExprKind.Kind.CALL || clause.call().args().size() != 2) {
      return Optional.empty();
    }
    String operator = clause.call().function();
    if (!List.of("_==_", "_<_", "_<=_", "_>_", "_>=_").contains(operator)) {
      return Optional.empty();
    }
    var left = Linear.of(clause.call().args().get(0), schema);
    var right = Linear.of(clause.call().args().get(1), schema);
    return left.flatMap(a -> right.flatMap(b -> a.plus(b.times(-1))))
        .flatMap(difference -> of(operator, difference, schema));
  }

  /** What {@code difference operator 0} says. */
  private static Optional<Clause> of(String operator, Linear difference, TableSchema schema) {
    if (operator.equals("_==_")) {
      return difference.factors().size() == 1
          ? bound(operator, difference, schema)
          : difference.factors().isEmpty() || difference.type() != ColumnType.DECIMAL
              ? Optional.empty()
              : Optional.of(new Zero(difference));
    }
    if (difference.factors().size() == 1) {
      return bound(operator, difference, schema);
    }
    boolean less = operator.equals("_<_") || operator.equals("_<=_");
    boolean strict = operator.equals("_<_") || operator.equals("_>_");
    return order(less ? difference : difference.times(-1), strict, schema);
  }

  private static Optional<Clause> bound(String operator, Linear difference, TableSchema schema) {
    int column = difference.factors().keySet().iterator().next();
    double factor = difference.factors().get(column);
    double limit = -difference.offset() / factor;
    var resolution = Resolution.of(schema.columns().get(column));
    if (operator.equals("_==_")) {
      return Optional.of(new Bound(column, resolution.up(limit), resolution.down(limit)));
    }
    boolean strict = operator.equals("_<_") || operator.equals("_>_");
    boolean upper = (operator.equals("_<_") || operator.equals("_<=_")) == factor > 0;
    if (upper) {
      double greatest = resolution.down(limit);
      boolean excluded = strict && greatest > limit - resolution.unit() / 1000;
      return Optional.of(
          new Bound(
              column, null, excluded ? resolution.down(limit - resolution.unit()) : greatest));
    }
    double least = resolution.up(limit);
    boolean excluded = strict && least < limit + resolution.unit() / 1000;
    return Optional.of(
        new Bound(column, excluded ? resolution.up(limit + resolution.unit()) : least, null));
  }

  /** {@code lower - upper + gap <= 0}, or below 0. */
  private static Optional<Clause> order(Linear difference, boolean strict, TableSchema schema) {
    if (difference.factors().size() != 2) {
      return Optional.empty();
    }
    Integer lower = null;
    Integer upper = null;
    for (var factor : difference.factors().entrySet()) {
      if (factor.getValue() == 1) {
        lower = factor.getKey();
      } else if (factor.getValue() == -1) {
        upper = factor.getKey();
      }
    }
    if (lower == null || upper == null) {
      return Optional.empty();
    }
    double unit =
        Math.min(
            Resolution.of(schema.columns().get(lower)).unit(),
            Resolution.of(schema.columns().get(upper)).unit());
    return Optional.of(new Order(lower, upper, difference.offset() + (strict ? unit : 0)));
  }
}
