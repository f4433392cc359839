package dev.syntheticdata.worker.synthesizer.constraint;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.TableSchema;
import dev.syntheticdata.worker.table.ValueText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A sum of columns with factors and a constant, in the unit of the columns' type. Columns of one
 * sum are all plain numbers, or all of one type of date or time.
 *
 * @param factors factor of a column by its position
 * @param constant in plain numbers
 * @param millis of dates and times, in milliseconds
 * @param type {@link ColumnType#DECIMAL} for plain numbers, otherwise that of the columns; null
 *     without a column
 */
record Linear(Map<Integer, Double> factors, double constant, double millis, ColumnType type) {

  private static final double DAY_MILLIS = 86_400_000;
  private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|h|m|s)");

  /** Reads an expression; empty where it is something else. */
  static Optional<Linear> of(CelExpr expression, TableSchema schema) {
    var name = RowEnvironment.columnName(expression);
    if (name.isPresent()) {
      int at = schema.indexOf(name.get());
      return at < 0 ? Optional.empty() : column(at, schema.columns().get(at));
    }
    if (expression.getKind() == ExprKind.Kind.CONSTANT) {
      return constant(expression.constant());
    }
    return expression.getKind() == ExprKind.Kind.CALL
        ? call(expression.call(), schema)
        : Optional.empty();
  }

  private static Optional<Linear> column(int at, ColumnSchema column) {
    if (!column.type().isNumeric()) {
      return Optional.empty();
    }
    var type = RowEnvironment.isPlain(column.type()) ? ColumnType.DECIMAL : column.type();
    return Optional.of(new Linear(Map.of(at, 1.0), 0, 0, type));
  }

  private static Optional<Linear> constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE -> Optional.of(plain(constant.int64Value()));
      case DOUBLE_VALUE -> Optional.of(plain(constant.doubleValue()));
      default -> Optional.empty();
    };
  }

  private static Linear plain(double value) {
    return new Linear(Map.of(), value, 0, null);
  }

  private static Optional<Linear> call(CelExpr.CelCall call, TableSchema schema) {
    var arguments = call.args();
    switch (call.function()) {
      case "timestamp":
        return RowEnvironment.text(arguments.get(0)).flatMap(Linear::instant);
      case "duration":
        return RowEnvironment.text(arguments.get(0)).flatMap(Linear::duration);
      case "double":
        return of(arguments.get(0), schema).filter(sum -> sum.isPlain());
      case "-_":
        return of(arguments.get(0), schema).map(sum -> sum.times(-1));
      case "_+_":
      case "_-_":
        double sign = call.function().equals("_+_") ? 1 : -1;
        return of(arguments.get(0), schema)
            .flatMap(
                left ->
                    of(arguments.get(1), schema).flatMap(right -> left.plus(right.times(sign))));
      case "_*_":
        return of(arguments.get(0), schema)
            .flatMap(left -> of(arguments.get(1), schema).flatMap(left::product));
      default:
        return Optional.empty();
    }
  }

  private static Optional<Linear> instant(String text) {
    try {
      return Optional.of(new Linear(Map.of(), 0, Instant.parse(text).toEpochMilli(), null));
    } catch (DateTimeParseException e) {
      // CEL's runtime reads other forms, or says what is wrong.
      return Optional.empty();
    }
  }

  private static Optional<Linear> duration(String text) {
    var part = DURATION.matcher(text);
    double sum = 0;
    int end = 0;
    while (part.find() && part.start() == end) {
      double unit =
          switch (part.group(2)) {
            case "h" -> 3_600_000;
            case "m" -> 60_000;
            case "s" -> 1_000;
            default -> 1;
          };
      sum += Double.parseDouble(part.group(1)) * unit;
      end = part.end();
    }
    return end == text.length() && end > 0
        ? Optional.of(new Linear(Map.of(), 0, sum, null))
        : Optional.empty();
  }

  private boolean isPlain() {
    return type == null ? millis == 0 : type == ColumnType.DECIMAL;
  }

  Linear times(double factor) {
    var scaled = new TreeMap<Integer, Double>();
    factors.forEach((column, old) -> scaled.put(column, old * factor));
    return new Linear(scaled, constant * factor, millis * factor, type);
  }

  private Optional<Linear> product(Linear other) {
    if (!isPlain() || !other.isPlain()) {
      return Optional.empty();
    }
    if (factors.isEmpty()) {
      return Optional.of(other.times(constant));
    }
    return other.factors.isEmpty() ? Optional.of(times(other.constant)) : Optional.empty();
  }

  /** The sum of both; empty where their units do not fit. */
  Optional<Linear> plus(Linear other) {
    if (type != null && other.type != null && type != other.type) {
      return Optional.empty();
    }
    var sum = new TreeMap<>(factors);
    other.factors.forEach((column, factor) -> sum.merge(column, factor, Double::sum));
    sum.values().removeIf(factor -> factor == 0);
    var both =
        new Linear(
            sum,
            constant + other.constant,
            millis + other.millis,
            type == null ? other.type : type);
    boolean temporal = both.type != null && both.type != ColumnType.DECIMAL;
    boolean fits = temporal ? both.constant == 0 : both.type == null || both.millis == 0;
    return fits ? Optional.of(both) : Optional.empty();
  }

  /** The constant, in the unit of the columns. */
  double offset() {
    if (type == null || type == ColumnType.DECIMAL) {
      return type == null ? constant + millis : constant;
    }
    return type == ColumnType.DATE ? millis / DAY_MILLIS : millis;
  }

  /**
   * Below this, a difference is none: a thousandth of the last decimal of the columns, so that 0.1
   * + 0.2 is 0.3; 0 for whole units.
   */
  double tolerance(TableSchema schema) {
    int scale =
        factors.keySet().stream().mapToInt(i -> schema.columns().get(i).scale()).max().orElse(0);
    return scale == 0 ? 0 : StrictMath.pow(10, -Math.min(scale, ValueText.FINEST_DECIMALS)) / 1000;
  }
}
