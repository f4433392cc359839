package dev.syntheticdata.worker.evaluation;

/**
 * A group of people that a protected column makes, in the real and in the synthetic table. Numbers
 * are null where they were not computed. Groups of few rows are not shown.
 *
 * @param column the protected column
 * @param group the group: a category, or a quarter of an ordered column
 * @param target the target and, of more than two, the number of its class, for the rates; null for
 *     the shares
 * @param shareReal share of the group in T
 * @param shareSynthetic share of the group in S
 * @param positiveReal share of the group's rows of H that the model of T takes for the class
 * @param positiveSynthetic the same of the model of S
 * @param recallReal of the group's rows of H that are of the class, the share the model of T finds
 * @param recallSynthetic the same of the model of S
 */
public record GroupFinding(
    String column,
    String group,
    String target,
    Double shareReal,
    Double shareSynthetic,
    Double positiveReal,
    Double positiveSynthetic,
    Double recallReal,
    Double recallSynthetic) {

  /** How large a group is. */
  public static GroupFinding share(String column, String group, double real, double synthetic) {
    return new GroupFinding(column, group, null, real, synthetic, null, null, null, null);
  }
}
