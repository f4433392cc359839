package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.Arrays;
import java.util.List;

/**
 * A column that is not below others, or not above: learned as its distance from the nearest bound,
 * which is never negative. Where all bounds of a row are missing it is learned as its distance from
 * a fixed value.
 *
 * @param column the column
 * @param above whether the others are lower bounds; otherwise they are upper ones
 * @param bases the bounds
 * @param reference what stands for the bound where all are missing
 * @param distanceScale decimals of the distance
 * @param least bound of the column itself, or null
 * @param greatest bound of the column itself, or null
 */
record OrderStep(
    ColumnSchema column,
    boolean above,
    List<Base> bases,
    double reference,
    int distanceScale,
    Double least,
    Double greatest)
    implements Step {

  /**
   * A bound.
   *
   * @param column name of the column
   * @param gap the distance from it, at least
   */
  record Base(String column, double gap) {}

  @Override
  public List<ColumnSchema> columns() {
    return List.of(column);
  }

  @Override
  public List<String> needs() {
    return bases.stream().map(Base::column).toList();
  }

  @Override
  public void hide(Table source, Frame learned) {
    double[] values = source.column(column.name()).numbers();
    double[] bounds = bounds(bases.stream().map(base -> source.column(base.column())).toList());
    var distances = new double[values.length];
    for (int row = 0; row < distances.length; row++) {
      double bound = Double.isNaN(bounds[row]) ? reference : bounds[row];
      double distance = above ? values[row] - bound : bound - values[row];
      distances[row] = ValueText.round(distance, distanceScale);
    }
    learned.put(Resolution.ofDifferences(column, distanceScale), Column.ofNumbers(distances));
  }

  @Override
  public void restore(Frame rows) {
    double[] distances = rows.column(column.name()).numbers();
    double[] bounds = bounds(bases.stream().map(base -> rows.column(base.column())).toList());
    var resolution = Resolution.of(column);
    var values = new double[distances.length];
    for (int row = 0; row < values.length; row++) {
      boolean free = Double.isNaN(bounds[row]);
      double bound = free ? reference : bounds[row];
      double distance = free ? distances[row] : Math.max(0, distances[row]);
      double value = above ? resolution.up(bound + distance) : resolution.down(bound - distance);
      values[row] = RangeStep.within(value, least, greatest);
    }
    rows.put(column, Column.ofNumbers(values));
  }

  /** The nearest bound of each row; NaN where all are missing. */
  double[] bounds(List<Column> columns) {
    var bounds = new double[columns.get(0).size()];
    Arrays.fill(bounds, Double.NaN);
    for (int i = 0; i < bases.size(); i++) {
      double gap = above ? bases.get(i).gap() : -bases.get(i).gap();
      double[] base = columns.get(i).numbers();
      for (int row = 0; row < bounds.length; row++) {
        double bound = base[row] + gap;
        if (Double.isNaN(bounds[row]) || (above ? bound > bounds[row] : bound < bounds[row])) {
          bounds[row] = bound;
        }
      }
    }
    return bounds;
  }
}
