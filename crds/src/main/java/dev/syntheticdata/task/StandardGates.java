package dev.syntheticdata.task;

import dev.syntheticdata.api.v1alpha1.Gate;
import java.util.List;

/**
 * Gates to begin with: what rows made well of a table of some thousand rows keep, and what
 * independent columns, collapsed rows, lost categories or copied rows do not. {@code
 * examples/standard-gates.yaml} has the same for a resource.
 */
public final class StandardGates {

  private StandardGates() {}

  /**
   * The gates, all of them required. What depends on the table is held to what is attainable on it:
   * two-way accuracy to that of a perfect sample, categories and exact matches to what unseen real
   * rows have, and a model's use to 0.9 of that of one trained on real rows unless too few rows are
   * held out to tell. Membership has a bound on either side: rows held out that are closer to what
   * was generated than those learned from are no control, and no attack shows anything without.
   */
  public static List<Gate> list() {
    return List.of(
        atLeast(Metric.COLUMN_SHAPES, 0.9),
        within(Metric.ACCURACY_2WAY, 0.05),
        atLeast(Metric.TSTR_RATIO, 0.7),
        mayBe(Metric.TSTR_RATIO, 0.9),
        within(Metric.CATEGORY_COVERAGE, 0.1),
        within(Metric.EXACT_MATCH_SHARE, 0.01),
        notSurelyAbove(Metric.DCR_SHARE, 0.54),
        notSurelyAbove(Metric.MEMBERSHIP_AUC, 0.55),
        mayBe(Metric.MEMBERSHIP_AUC, 0.45),
        notSurelyAbove(Metric.MEMBERSHIP_TPR, 0.02),
        notSurelyAbove(Metric.SINGLING_OUT_RISK, 0.05),
        notSurelyAbove(Metric.LINKABILITY_RISK, 0.02),
        notSurelyAbove(Metric.INFERENCE_RISK, 0.1));
  }

  /**
   * Those that apply to a table.
   *
   * @param categories whether it has a column of categories
   */
  public static List<Gate> list(boolean categories) {
    return list().stream()
        .filter(gate -> categories || gate.metric() != Metric.CATEGORY_COVERAGE)
        .toList();
  }

  private static Gate within(Metric metric, double margin) {
    return new Gate(metric, null, null, null, Gate.Severity.REQUIRED, margin);
  }

  /** Not surely less. */
  private static Gate mayBe(Metric metric, double min) {
    return new Gate(
        metric, min, null, null, Gate.Severity.REQUIRED, null, Gate.Statistic.INTERVAL_HIGH);
  }

  private static Gate atLeast(Metric metric, double min) {
    return new Gate(metric, min, null, null, Gate.Severity.REQUIRED);
  }

  /**
   * A leak that is found, not one that chance may have made: on a small table, or where the surest
   * of many attacks is taken, the value alone says little.
   */
  private static Gate notSurelyAbove(Metric metric, double max) {
    return new Gate(
        metric, null, max, null, Gate.Severity.REQUIRED, null, Gate.Statistic.INTERVAL_LOW);
  }
}
