package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.IntStream;

/** What is to be predicted: a class or a number. */
interface Task {

  /** The metric of a model trained on synthetic rows. */
  Metric tstr(Learner learner);

  /** The metric of a model trained on real rows. */
  Metric trtr(Learner learner);

  /** Position of the column that is to be predicted. */
  int target();

  /** Positions of the rows that have a value there. */
  default int[] usableRows(Table table) {
    var column = table.columns().get(target());
    return IntStream.range(0, table.rows()).filter(row -> !column.isMissing(row)).toArray();
  }

  /**
   * Learns from usable rows and predicts the test rows.
   *
   * @param features positions of the columns to predict from
   */
  Prediction learn(Learner learner, Table training, Table test, List<Integer> features);
}
