package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.table.Table;
import java.util.List;

/** What is to be predicted: a class or a number. */
interface Task {

  /** The metric of a model trained on synthetic rows. */
  Metric tstr(Learner learner);

  /** The metric of a model trained on real rows. */
  Metric trtr(Learner learner);

  /** Positions of the rows whose target this task can use. */
  int[] usableRows(Table table);

  /**
   * Learns from usable rows and predicts the test rows.
   *
   * @param features positions of the columns to predict from
   */
  Prediction learn(Learner learner, Table training, Table test, List<Integer> features);
}
