package dev.syntheticdata.task;

import dev.syntheticdata.api.v1alpha1.Gate;

/**
 * What it says of the rows that a metric is worse than its gate allows, in a few words for people
 * who do not know the metric. They are short because a condition has room for few.
 */
final class Shortfalls {

  private Shortfalls() {}

  /** The words, or null where the metric's name says as much. */
  static String of(Gate gate) {
    return switch (gate.metric()) {
      case COLUMN_SHAPES, ACCURACY_1WAY ->
          gate.column() == null
              ? "columns are not distributed as real ones"
              : "the column is not distributed as the real one";
      case COLUMN_PAIR_TRENDS, ACCURACY_2WAY, ACCURACY_3WAY -> "relations of columns are lost";
      case DETECTION_AUC, PMSE, PMSE_RATIO -> "the rows can be told from real ones";
      case TSTR_RATIO, TSTR_LINEAR_RATIO -> "models learn less from these rows";
      case CATEGORY_COVERAGE -> "categories of the real rows are missing";
      case RARE_CATEGORY_RECALL -> "rare categories of the real rows are missing";
      case EXACT_MATCH_SHARE -> "rows copy rows that were learned from";
      case NEAR_MATCH_SHARE, DCR_SHARE -> "rows lie too close to those learned from";
      case MEMBERSHIP_AUC,
          MEMBERSHIP_TPR,
          MEMBERSHIP_OUTLIER_AUC,
          MEMBERSHIP_SUBGROUP_AUC,
          MEMBERSHIP_OUTLIER_TPR,
          MEMBERSHIP_SUBGROUP_TPR ->
          "who was learned from can be told";
      case SINGLING_OUT_RISK -> "single persons can be picked out";
      case LINKABILITY_RISK, LINKABILITY_OUTLIER_RISK, LINKABILITY_SUBGROUP_RISK ->
          "what is known of a person can be linked";
      case INFERENCE_RISK, INFERENCE_OUTLIER_RISK, INFERENCE_SUBGROUP_RISK ->
          "values of a person can be guessed";
      default -> null;
    };
  }

  /**
   * What it says that a metric is better than chance can make it, where a gate has a bound on that
   * side as well; null where it says nothing.
   */
  static String ofTooGood(Gate gate) {
    return switch (gate.metric()) {
      case DCR_SHARE, MEMBERSHIP_AUC ->
          "rows lie closer to those held out than to those learned from, so attacks have no control";
      default -> null;
    };
  }
}
