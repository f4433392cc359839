package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import java.util.List;

/**
 * What boosted trees that learned the classes of a target from T, and others that learned them from
 * S, say of the rows of H.
 *
 * @param test the rows of H
 * @param classes the classes with a model: one of two classes, otherwise each
 * @param failure why there are none; null where there are
 */
public record ClassScores(Table test, List<OfClass> classes, Outcome.NotComputed failure) {

  /**
   * One class against all others.
   *
   * @param actual whether a test row is of the class
   * @param share share of the class in the rows of T that were learned from
   * @param onReal score of each test row by the model of T
   * @param onSynthetic score of each test row by the model of S
   */
  public record OfClass(boolean[] actual, double share, double[] onReal, double[] onSynthetic) {}

  /** Whether a target has classes; one that is a number has no scores. */
  public static boolean isClass(EvaluationContext context, String target) {
    return TargetRows.isClass(context, target);
  }

  /** Learns the classes of a target that has some. */
  public static ClassScores of(EvaluationContext context, String target) {
    var rows = TargetRows.of(context, target);
    if (rows.failure() != null) {
      return new ClassScores(null, List.of(), rows.failure());
    }
    var task = (Classification) rows.task();
    var classes = task.modelled().parallelStream().map(label -> of(rows, task, label)).toList();
    return new ClassScores(rows.test(), classes, null);
  }

  private static OfClass of(TargetRows rows, Classification task, double label) {
    boolean[] learned = task.isClass(rows.real(), label);
    int members = 0;
    for (boolean is : learned) {
      members += is ? 1 : 0;
    }
    return new OfClass(
        task.isClass(rows.test(), label),
        (double) members / learned.length,
        task.learnClass(Learner.BOOSTED, rows.real(), rows.test(), rows.features(), label).scores(),
        task.learnClass(Learner.BOOSTED, rows.synthetic(), rows.test(), rows.features(), label)
            .scores());
  }
}
