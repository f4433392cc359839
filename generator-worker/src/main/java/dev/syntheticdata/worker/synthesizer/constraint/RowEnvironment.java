package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The CEL of a table's rows: the standard library, a variable for each column whose name is an
 * identifier, {@code row} with all columns by name, and {@code isMissing(column)}.
 */
final class RowEnvironment {

  /** The variable with all columns. */
  static final String ROW = "row";

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "break",
          "const",
          "continue",
          "else",
          "false",
          "for",
          "function",
          "if",
          "import",
          "in",
          "let",
          "loop",
          "namespace",
          "null",
          "package",
          "return",
          "true",
          "var",
          "void",
          "while",
          // Names of types.
          "bool",
          "bytes",
          "double",
          "dyn",
          "int",
          "list",
          "map",
          "null_type",
          "string",
          "type",
          "uint",
          ROW);
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private final CelCompiler compiler;

  RowEnvironment(TableSchema schema) {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addMacros(CelMacro.newGlobalMacro("isMissing", 1, RowEnvironment::isMissing))
            .setResultType(SimpleType.BOOL)
            .addVar(ROW, MapType.create(SimpleType.STRING, SimpleType.DYN));
    for (var column : schema.columns()) {
      if (isVariable(column.name())) {
        builder.addVar(column.name(), type(column.type()));
      }
    }
    this.compiler = builder.build();
  }

  /** Whether a column is a variable by its name. */
  static boolean isVariable(String name) {
    return IDENTIFIER.matcher(name).matches() && !RESERVED.contains(name);
  }

  /** The type that an expression sees. */
  static CelType type(ColumnType type) {
    return switch (type) {
      case INTEGER -> SimpleType.INT;
      case DECIMAL -> SimpleType.DOUBLE;
      case BOOLEAN -> SimpleType.BOOL;
      case DATE, DATE_TIME -> SimpleType.TIMESTAMP;
      case TIME -> SimpleType.DURATION;
      case CATEGORICAL, IDENTIFIER, TEXT -> SimpleType.STRING;
    };
  }

  /** Parses an expression and checks its types. */
  CelAbstractSyntaxTree compile(String expression) throws CelValidationException {
    return compiler.compile(expression).getAst();
  }

  /** What evaluates it. */
  static CelRuntime.Program program(CelAbstractSyntaxTree tree) throws CelEvaluationException {
    return RUNTIME.createProgram(tree);
  }

  /** {@code isMissing(x)} stands for {@code !("x" in row)}. */
  private static Optional<CelExpr> isMissing(
      CelMacroExprFactory factory, CelExpr target, List<CelExpr> arguments) {
    var name = columnName(arguments.get(0));
    return Optional.of(
        name.isEmpty()
            ? factory.reportError("isMissing() takes a column: a variable, or row[\"its name\"]")
            : factory.newGlobalCall(
                "!_",
                factory.newGlobalCall(
                    "@in", factory.newStringLiteral(name.get()), factory.newIdentifier(ROW))));
  }

  /** The column that an expression is, where it is one. */
  static Optional<String> columnName(CelExpr expression) {
    ExprKind.Kind kind = expression.getKind();
    if (kind == ExprKind.Kind.IDENT) {
      String name = expression.ident().name();
      return name.equals(ROW) ? Optional.empty() : Optional.of(name);
    }
    if (kind == ExprKind.Kind.SELECT && !expression.select().testOnly()) {
      return isRow(expression.select().operand())
          ? Optional.of(expression.select().field())
          : Optional.empty();
    }
    if (kind == ExprKind.Kind.CALL && expression.call().function().equals("_[_]")) {
      var arguments = expression.call().args();
      return isRow(arguments.get(0)) ? text(arguments.get(1)) : Optional.empty();
    }
    return Optional.empty();
  }

  static boolean isRow(CelExpr expression) {
    return expression.getKind() == ExprKind.Kind.IDENT && expression.ident().name().equals(ROW);
  }

  /** The text that an expression is, where it is a literal. */
  static Optional<String> text(CelExpr expression) {
    return expression.getKind() == ExprKind.Kind.CONSTANT
            && expression.constant().getKind() == dev.cel.common.ast.CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  /** Whether columns of these can be compared number by number. */
  static boolean comparable(ColumnSchema a, ColumnSchema b) {
    return a.type() == b.type() || (isPlain(a.type()) && isPlain(b.type()));
  }

  static boolean isPlain(ColumnType type) {
    return type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
  }
}
