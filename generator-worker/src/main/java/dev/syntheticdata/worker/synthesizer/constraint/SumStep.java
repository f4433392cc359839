package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.Arrays;
import java.util.List;

/**
 * A column that others add up to: not learned but computed. It is missing where one of the others
 * is; where it is missing in other real rows too, the engine learns when.
 *
 * @param column the sum
 * @param terms the others
 * @param constant what is added to them
 * @param flagged whether the engine learns where the sum is missing
 */
record SumStep(ColumnSchema column, List<Term> terms, double constant, boolean flagged)
    implements Step {

  private static final List<String> FLAGS = List.of("false", "true");

  /**
   * A term.
   *
   * @param column name of the column
   */
  record Term(String column, double factor) {}

  @Override
  public List<ColumnSchema> columns() {
    return List.of(column);
  }

  @Override
  public List<String> needs() {
    return terms.stream().map(Term::column).toList();
  }

  @Override
  public void hide(Table source, Frame learned) {
    if (!flagged) {
      learned.remove(column.name());
      return;
    }
    var sum = source.column(column.name());
    var flags = new int[sum.size()];
    Arrays.setAll(flags, row -> sum.isMissing(row) ? 1 : 0);
    learned.put(
        new ColumnSchema(column.name(), ColumnType.BOOLEAN, false, 0, "false|true", FLAGS),
        Column.ofCodes(flags));
  }

  @Override
  public void restore(Frame rows) {
    var sums = new double[rows.column(terms.get(0).column()).size()];
    Arrays.fill(sums, constant);
    for (var term : terms) {
      double[] values = rows.column(term.column()).numbers();
      for (int row = 0; row < sums.length; row++) {
        sums[row] += term.factor() * values[row];
      }
    }
    var flags = flagged ? rows.column(column.name()) : null;
    for (int row = 0; row < sums.length; row++) {
      boolean missing = flags != null && flags.codes()[row] == 1;
      sums[row] = missing ? Double.NaN : ValueText.round(sums[row], column.scale());
    }
    rows.put(column, Column.ofNumbers(sums));
  }
}
