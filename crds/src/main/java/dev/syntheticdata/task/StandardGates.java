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

  /** The gates, all of them required. */
  public static List<Gate> list() {
    return List.of(
        atLeast(Metric.COLUMN_SHAPES, 0.9),
        atLeast(Metric.ACCURACY_2WAY, 0.9),
        atLeast(Metric.TSTR_RATIO, 0.9),
        atLeast(Metric.CATEGORY_COVERAGE, 0.8),
        atMost(Metric.EXACT_MATCH_SHARE, 0.01),
        atMost(Metric.DCR_SHARE, 0.55),
        atMost(Metric.MEMBERSHIP_AUC, 0.58),
        atMost(Metric.MEMBERSHIP_TPR, 0.03),
        atMost(Metric.SINGLING_OUT_RISK, 0.1),
        atMost(Metric.LINKABILITY_RISK, 0.05),
        atMost(Metric.INFERENCE_RISK, 0.2));
  }

  private static Gate atLeast(Metric metric, double min) {
    return new Gate(metric, min, null, null, Gate.Severity.REQUIRED);
  }

  private static Gate atMost(Metric metric, double max) {
    return new Gate(metric, null, max, null, Gate.Severity.REQUIRED);
  }
}
