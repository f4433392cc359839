package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;

/**
 * What is needed to predict a target: the task, the features, equally many real and synthetic rows
 * to learn from where S has as many, and real rows to test on; or why it cannot be done.
 *
 * @param task what is to be predicted; null where the column cannot be a target at all
 * @param features positions of the columns to predict from
 * @param real rows of T with a target
 * @param synthetic rows of S with a target
 * @param test rows of H with a target
 * @param failure why the target cannot be predicted; null where it can
 */
record TargetRows(
    Task task,
    List<Integer> features,
    Table real,
    Table synthetic,
    Table test,
    Outcome.NotComputed failure) {

  static final int LEAST_TEST_ROWS = 20;
  static final int LEAST_TRAINING_ROWS = 50;

  static TargetRows of(EvaluationContext context, String target) {
    int index = context.train().schema().indexOf(target);
    var task = taskOf(context, index);
    if (task == null) {
      return failed(
          null,
          Reason.NotApplicable,
          context.compared().contains(index)
              ? "the target has a single value in the real table"
              : "the target " + context.notCompared(target));
    }
    if (context.holdout() == null) {
      return new TargetRows(task, null, null, null, null, context.baselineMissing());
    }
    var features = context.compared().stream().filter(i -> i != index).toList();
    if (features.isEmpty()) {
      return failed(
          task, Reason.NotApplicable, "there is no other column to predict the target from");
    }
    var limits = context.limits();
    var real = rows(context, task, context.train(), "train", limits.trainingRows());
    var synthetic = rows(context, task, context.synthetic(), "synthetic", real.rows());
    var test = rows(context, task, context.holdout(), "test", limits.testRows());
    if (test.rows() < LEAST_TEST_ROWS
        || real.rows() < LEAST_TRAINING_ROWS
        || synthetic.rows() < LEAST_TRAINING_ROWS) {
      return failed(
          task,
          Reason.TooFewRows,
          "needs %s rows with a target to learn from and %s in the holdout; real %s, synthetic %s, holdout %s"
              .formatted(
                  LEAST_TRAINING_ROWS,
                  LEAST_TEST_ROWS,
                  real.rows(),
                  synthetic.rows(),
                  test.rows()));
    }
    return new TargetRows(task, features, real, synthetic, test, null);
  }

  static TargetRows failed(Task task, Reason reason, String message) {
    return new TargetRows(task, null, null, null, null, new Outcome.NotComputed(reason, message));
  }

  /** Whether a class is to be predicted; a column that cannot be a target counts as one. */
  boolean isClass() {
    return !(task instanceof Regression);
  }

  /** Whether a target has classes; a column that cannot be a target counts as one that has. */
  static boolean isClass(EvaluationContext context, String target) {
    return !(taskOf(context, context.train().schema().indexOf(target)) instanceof Regression);
  }

  /** A column of two numbers is a class; null where the target cannot be predicted at all. */
  private static Task taskOf(EvaluationContext context, int index) {
    if (!context.compared().contains(index)) {
      return null;
    }
    if (!context.isNumeric(index)) {
      var task = Classification.of(context.train(), index);
      return task.classes() < 2 ? null : task;
    }
    long values =
        Arrays.stream(context.train().columns().get(index).numbers())
            .filter(v -> !Double.isNaN(v))
            .distinct()
            .limit(3)
            .count();
    return values < 2
        ? null
        : values == 2 ? Classification.of(context.train(), index) : new Regression(index);
  }

  private static Table rows(
      EvaluationContext context, Task task, Table table, String role, int limit) {
    int[] usable = task.usableRows(table);
    int[] chosen = context.sampler().sample("utility-" + role, usable.length, limit);
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = usable[chosen[i]];
    }
    return chosen.length == table.rows() ? table : table.select(chosen);
  }
}
