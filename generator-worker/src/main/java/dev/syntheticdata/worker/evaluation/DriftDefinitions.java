package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.MetricDefinition.Unit;

/** Definitions of metrics that compare over time. */
final class DriftDefinitions {

  private DriftDefinitions() {}

  /** The definition of one of these metrics. */
  static MetricDefinition of(Metric metric) {
    return switch (metric) {
      case DRIFT_SOURCE_PSI ->
          new MetricDefinition(
              metric,
              Unit.INDEX,
              "Largest population stability index of a column of S against the rows the source has now,"
                  + " over ten bins of about equal counts of the source, or its categories of 10 rows or more"
                  + " and the rest, missing as a bin: sum of (p - q) ln(p / q), counts smoothed by a half.",
              "what chance alone makes of it: (K - 1)(1/n + 1/m)",
              "Siddiqi 2006");
      case DRIFT_SOURCE_JENSEN_SHANNON ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "As drift.source-psi, the Jensen-Shannon distance to base 2.",
              "what chance alone makes of it, about",
              "Endres and Schindelin 2003");
      case DRIFT_SOURCE_WASSERSTEIN ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "Largest Wasserstein-1 distance of a numeric column of S against the rows the source has"
                  + " now, between the outer edges of its ten bins, over their distance.",
              "what chance alone makes of it, about",
              "Wasserstein-1 on bins");
      case DRIFT_PREVIOUS_PSI ->
          new MetricDefinition(
              metric,
              Unit.INDEX,
              "Largest population stability index of a column of S against the version published"
                  + " before, over ten bins of about equal counts of that version, or its categories of 10"
                  + " rows or more and the rest, missing as a bin: sum of (p - q) ln(p / q), counts smoothed"
                  + " by a half.",
              "what chance alone makes of it: (K - 1)(1/n + 1/m)",
              "Siddiqi 2006");
      case DRIFT_PREVIOUS_JENSEN_SHANNON ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "As drift.previous-psi, the Jensen-Shannon distance to base 2.",
              "what chance alone makes of it, about",
              "Endres and Schindelin 2003");
      case DRIFT_PREVIOUS_WASSERSTEIN ->
          new MetricDefinition(
              metric,
              Unit.DISTANCE,
              "Largest Wasserstein-1 distance of a numeric column of S against the version published"
                  + " before, between the outer edges of its ten bins, over their distance.",
              "what chance alone makes of it, about",
              "Wasserstein-1 on bins");
      default -> throw new IllegalArgumentException(metric.id() + " is not defined here");
    };
  }
}
