package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.List;

/**
 * A column within bounds: a value beyond one becomes that bound.
 *
 * @param column the column
 * @param least null for no bound
 * @param greatest null for no bound
 */
record RangeStep(ColumnSchema column, Double least, Double greatest) implements Step {

  @Override
  public List<ColumnSchema> columns() {
    return List.of(column);
  }

  @Override
  public List<String> needs() {
    return List.of();
  }

  @Override
  public void hide(Table source, Frame learned) {
    // The rows that are learned from lie within the bounds.
  }

  @Override
  public void restore(Frame rows) {
    double[] values = rows.column(column.name()).numbers().clone();
    for (int row = 0; row < values.length; row++) {
      values[row] = within(values[row], least, greatest);
    }
    rows.put(column, Column.ofNumbers(values));
  }

  /** Whether it says which numbers there can be, without the data. */
  boolean isDomain() {
    return least != null && greatest != null && RowEnvironment.isPlain(column.type());
  }

  /** The numbers there can be. */
  DeclaredDomain domain() {
    var text = new ValueText(column);
    return new DeclaredDomain(text.print(least), text.print(greatest), null);
  }

  /** The nearest value within bounds; a missing value stays missing. */
  static double within(double value, Double least, Double greatest) {
    double raised = least != null && value < least ? least : value;
    return greatest != null && raised > greatest ? greatest : raised;
  }
}
