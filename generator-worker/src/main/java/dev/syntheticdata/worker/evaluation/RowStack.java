package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;

/** Puts the rows of one table under those of another. */
public final class RowStack {

  private RowStack() {}

  /** The rows of both tables, which are on one schema. */
  public static Table of(Table above, Table below) {
    var columns = new ArrayList<Column>();
    for (int i = 0; i < above.schema().size(); i++) {
      columns.add(Column.concat(List.of(above.columns().get(i), below.columns().get(i))));
    }
    return new Table(above.schema(), columns);
  }
}
