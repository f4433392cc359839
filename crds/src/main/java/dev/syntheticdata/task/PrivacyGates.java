package dev.syntheticdata.task;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.GateResult;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a set of gates can say about privacy. Distances of rows may fail a version, but they pass
 * rows that attacks find (Yao et al., The DCR Delusion, 2025): a version that was held to nothing
 * else was not examined for privacy.
 */
public final class PrivacyGates {

  /** Metrics that look at how far rows are from each other. */
  private static final Set<Metric> DISTANCES =
      Set.of(
          Metric.DCR_SHARE,
          Metric.DCR_MEDIAN_TRAIN,
          Metric.DCR_MEDIAN_HOLDOUT,
          Metric.EXACT_MATCH_SHARE,
          Metric.NEAR_MATCH_SHARE,
          Metric.NNDR_P1);

  /** Metrics of an attack against its control, and a guarantee. */
  private static final Set<Metric> EVIDENCE =
      Set.of(
          Metric.MEMBERSHIP_AUC,
          Metric.MEMBERSHIP_TPR,
          Metric.SINGLING_OUT_RISK,
          Metric.LINKABILITY_RISK,
          Metric.INFERENCE_RISK,
          Metric.DP_EPSILON);

  private PrivacyGates() {}

  /** As {@link #warning(Collection)}, of gates as they are declared. */
  public static String warningOf(List<Gate> gates) {
    return warning(
        gates.stream()
            .filter(gate -> gate.severity() != Gate.Severity.ADVISORY)
            .map(Gate::metric)
            .toList());
  }

  /** As {@link #warning(Collection)}, of gates that were judged. */
  public static String warningOfResults(List<GateResult> gates) {
    return warning(
        gates.stream()
            .filter(gate -> gate.severity() != Gate.Severity.ADVISORY)
            .map(GateResult::metric)
            .toList());
  }

  /**
   * What is wrong with a set of gates, in a sentence; null where nothing is, or where no gate is
   * about privacy at all.
   *
   * @param required the metrics that hold a version back
   */
  static String warning(Collection<Metric> required) {
    boolean distances = required.stream().anyMatch(DISTANCES::contains);
    boolean evidence = required.stream().anyMatch(EVIDENCE::contains);
    return distances && !evidence
        ? "Privacy was gated by distances alone, which can show a leak and cannot show that there is"
            + " none: add a gate on "
            + Metric.MEMBERSHIP_TPR.id()
            + " or another attack."
        : null;
  }
}
