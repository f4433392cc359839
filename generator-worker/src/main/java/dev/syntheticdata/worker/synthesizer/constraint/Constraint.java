package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.runtime.CelEvaluationException;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnNames;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A constraint that is an expression, compiled for the rows of a table.
 *
 * @param name its name
 * @param clauses the expressions that {@code &&} joins to it
 * @param columns the columns it asks about
 * @param condition what it says of a row
 */
record Constraint(String name, List<CelExpr> clauses, Set<String> columns, RowCondition condition) {

  /**
   * The constraints that are expressions.
   *
   * @throws InvalidInputException if one is not valid for such rows
   */
  static List<Constraint> compile(List<ConstraintDeclaration> declared, TableSchema schema) {
    var expressions = declared.stream().filter(c -> c.expression() != null).toList();
    if (expressions.isEmpty()) {
      return List.of();
    }
    var environment = new RowEnvironment(schema);
    return expressions.stream().map(c -> compile(c, schema, environment)).toList();
  }

  private static Constraint compile(
      ConstraintDeclaration declared, TableSchema schema, RowEnvironment environment) {
    String name = declared.name();
    CelAbstractSyntaxTree tree;
    try {
      tree = environment.compile(declared.expression());
    } catch (CelValidationException e) {
      throw new InvalidInputException(
          "constraint '%s' is not valid CEL over the columns %s: %s%s"
              .formatted(
                  name,
                  CelWords.types(schema),
                  CelWords.remedy(declared.expression(), schema),
                  CelWords.plain(e.getMessage())),
          e);
    }
    var columns = columns(name, tree.getExpr(), schema);
    var condition =
        new NativeConditions(schema)
            .of(tree.getExpr())
            .orElseGet(() -> runtime(declared, tree, schema));
    return new Constraint(name, clauses(tree.getExpr()), columns, condition);
  }

  private static RowCondition runtime(
      ConstraintDeclaration declared, CelAbstractSyntaxTree tree, TableSchema schema) {
    try {
      return new CelCondition(
          declared.name(), declared.expression(), RowEnvironment.program(tree), schema);
    } catch (CelEvaluationException e) {
      throw new InvalidInputException(
          "constraint '%s' cannot be evaluated: %s".formatted(declared.name(), e.getMessage()), e);
    }
  }

  private static List<CelExpr> clauses(CelExpr expression) {
    var clauses = new ArrayList<CelExpr>();
    if (expression.getKind() == ExprKind.Kind.CALL && expression.call().function().equals("_&&_")) {
      expression.call().args().forEach(part -> clauses.addAll(clauses(part)));
    } else {
      clauses.add(expression);
    }
    return clauses;
  }

  /** The columns named in an expression; one that is not there would be missing in every row. */
  static Set<String> columns(String constraint, CelExpr whole, TableSchema schema) {
    var found = new TreeSet<String>();
    visit(
        whole,
        expression -> {
          RowEnvironment.columnName(expression).ifPresent(found::add);
          if (expression.getKind() == ExprKind.Kind.SELECT
              && RowEnvironment.isRow(expression.select().operand())) {
            found.add(expression.select().field());
          }
          if (expression.getKind() == ExprKind.Kind.CALL
              && expression.call().function().equals("@in")
              && RowEnvironment.isRow(expression.call().args().get(1))) {
            RowEnvironment.text(expression.call().args().get(0)).ifPresent(found::add);
          }
        });
    var names = schema.columns().stream().map(ColumnSchema::name).toList();
    // What is left are variables that the expression itself declares, as in exists(x, ...).
    found.removeIf(name -> !names.contains(name) && !inRow(whole, name));
    for (String name : found) {
      if (!names.contains(name)) {
        throw new InvalidInputException(
            "constraint '%s' names a column '%s' that is not there; the columns are %s"
                .formatted(constraint, name, ColumnNames.list(names)));
      }
    }
    return found;
  }

  private static boolean inRow(CelExpr whole, String name) {
    var variable = new boolean[1];
    visit(
        whole,
        expression -> {
          if (expression.getKind() == ExprKind.Kind.IDENT
              && expression.ident().name().equals(name)) {
            variable[0] = true;
          }
        });
    return !variable[0];
  }

  private static void visit(CelExpr expression, Consumer<CelExpr> visitor) {
    visitor.accept(expression);
    switch (expression.getKind()) {
      case SELECT -> visit(expression.select().operand(), visitor);
      case CALL -> {
        expression.call().target().ifPresent(target -> visit(target, visitor));
        expression.call().args().forEach(argument -> visit(argument, visitor));
      }
      case LIST -> expression.list().elements().forEach(element -> visit(element, visitor));
      case COMPREHENSION -> {
        var comprehension = expression.comprehension();
        visit(comprehension.iterRange(), visitor);
        visit(comprehension.accuInit(), visitor);
        visit(comprehension.loopCondition(), visitor);
        visit(comprehension.loopStep(), visitor);
        visit(comprehension.result(), visitor);
      }
      default -> {
        // Literals and variables have no parts.
      }
    }
  }
}
