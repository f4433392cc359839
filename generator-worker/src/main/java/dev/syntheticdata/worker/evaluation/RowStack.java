package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;

/** Puts the rows of one table under those of another. */
public final class RowStack {

  private RowStack() {}

  /** The rows of both tables, which are on one schema. */
  public static Table of(Table above, Table below) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < above.schema().size(); i++) {
      columns.add(stack(above.columns().get(i), below.columns().get(i)));
    }
    return new Table(above.schema(), columns);
  }

  private static Column stack(Column above, Column below) {
    int rows = above.size() + below.size();
    if (above.numbers() != null) {
      double[] all = Arrays.copyOf(above.numbers(), rows);
      System.arraycopy(below.numbers(), 0, all, above.size(), below.size());
      return Column.ofNumbers(all);
    }
    if (above.codes() != null) {
      int[] all = Arrays.copyOf(above.codes(), rows);
      System.arraycopy(below.codes(), 0, all, above.size(), below.size());
      return Column.ofCodes(all);
    }
    String[] all = Arrays.copyOf(above.strings(), rows);
    System.arraycopy(below.strings(), 0, all, above.size(), below.size());
    return Column.ofStrings(all);
  }
}
