package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.Arrays;
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
   * @param label the class
   * @param actual whether a test row is of the class
   * @param share share of the class in the rows of T that were learned from
   * @param onReal score of each test row by the model of T
   * @param onSynthetic score of each test row by the model of S
   * @param shareSynthetic share of the class in the rows of S that were learned from
   */
  public record OfClass(
      String label,
      boolean[] actual,
      double share,
      double[] onReal,
      double[] onSynthetic,
      double shareSynthetic) {}

  /**
   * The rows a model takes for a class: as many as the class's share asks for, those with the
   * highest scores. A cut at one half would find no member of a rare class.
   *
   * @return 1 for rows that are taken, and an equal part for those that tie for the last places
   */
  public static double[] taken(double[] scores, double share) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double places = Math.max(1, Math.rint(share * scores.length));
    double last = sorted[scores.length - (int) places];
    long above = Arrays.stream(scores).filter(score -> score > last).count();
    long tied = Arrays.stream(scores).filter(score -> score == last).count();
    double part = (places - above) / tied;
    return Arrays.stream(scores)
        .map(score -> score > last ? 1 : score == last ? part : 0)
        .toArray();
  }

  /** Whether a target has classes; one that is a number has no scores. */
  public static boolean isClass(EvaluationContext context, String target) {
    return TargetRows.isClass(context, target);
  }

  /** Learns the classes of a target that has some. */
  public static ClassScores of(EvaluationContext context, String target) {
    return of(context, target, 1);
  }

  /**
   * Learns the rare classes of a target that has some.
   *
   * @param most the share of the rows of T above which a class is not learned
   */
  public static ClassScores of(EvaluationContext context, String target, double most) {
    var rows = TargetRows.of(context, target);
    if (rows.failure() != null) {
      return new ClassScores(null, List.of(), rows.failure());
    }
    var task = (Classification) rows.task();
    int index = context.train().schema().indexOf(target);
    var classes =
        task.modelled().parallelStream()
            .filter(label -> share(rows.real(), task, label) <= most)
            .map(label -> of(rows, task, label, label(context, index, label)))
            .toList();
    return new ClassScores(rows.test(), classes, null);
  }

  private static String label(EvaluationContext context, int index, double label) {
    var schema = context.schema(index);
    return schema.type().isCategorical()
        ? schema.categories().get((int) label)
        : new ValueText(schema).print(label);
  }

  private static double share(Table rows, Classification task, double label) {
    boolean[] learned = task.isClass(rows, label);
    int members = 0;
    for (boolean is : learned) {
      members += is ? 1 : 0;
    }
    return (double) members / learned.length;
  }

  private static OfClass of(TargetRows rows, Classification task, double label, String name) {
    return new OfClass(
        name,
        task.isClass(rows.test(), label),
        share(rows.real(), task, label),
        task.learnClass(Learner.BOOSTED, rows.real(), rows.test(), rows.features(), label).scores(),
        task.learnClass(Learner.BOOSTED, rows.synthetic(), rows.test(), rows.features(), label)
            .scores(),
        share(rows.synthetic(), task, label));
  }
}
