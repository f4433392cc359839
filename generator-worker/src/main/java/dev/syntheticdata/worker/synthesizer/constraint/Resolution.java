package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.ValueText;

/** The smallest step between two values that a column can say. */
final class Resolution {

  private static final double SECOND = 1_000;
  private static final double MINUTE = 60_000;

  private final double unit;
  private final int scale;

  private Resolution(double unit, int scale) {
    this.unit = unit;
    this.scale = scale;
  }

  static Resolution of(ColumnSchema column) {
    return switch (column.type()) {
      case DECIMAL -> ofDecimals(Math.min(column.scale(), ValueText.FINEST_DECIMALS));
      case DATE_TIME, TIME -> new Resolution(unit(column.format()), 0);
      default -> new Resolution(1, 0);
    };
  }

  private static Resolution ofDecimals(int scale) {
    return new Resolution(StrictMath.pow(10, -scale), scale);
  }

  private static double unit(String format) {
    if (format == null || format.contains("S")) {
      return 1;
    }
    return format.contains("s") ? SECOND : MINUTE;
  }

  /** The step, in the unit of the column's type. */
  double unit() {
    return unit;
  }

  /** The least value of the column that is not below this. */
  double up(double value) {
    double near = near(value);
    return near < value - unit / 1000 ? near(near + unit) : near;
  }

  /** The greatest value of the column that is not above this. */
  double down(double value) {
    double near = near(value);
    return near > value + unit / 1000 ? near(near - unit) : near;
  }

  private double near(double value) {
    return unit < 1 ? ValueText.round(value, scale) : Math.rint(value / unit) * unit + 0.0;
  }

  /** The type of the differences between columns, and their number of decimals. */
  static ColumnSchema ofDifferences(ColumnSchema column, int scale) {
    return new ColumnSchema(
        column.name(),
        scale > 0 ? ColumnType.DECIMAL : ColumnType.INTEGER,
        column.nullable(),
        scale,
        null,
        null);
  }
}
