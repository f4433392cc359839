package dev.syntheticdata.worker.evaluation;

import java.util.Objects;

/**
 * One metric of one evaluation.
 *
 * @param metric which one
 * @param target the target column for {@link Metric#perTarget()} metrics, otherwise null; also null
 *     where the metric was not computed for want of a target
 * @param outcome its value or why there is none
 */
public record MetricResult(Metric metric, String target, Outcome outcome) {

  public MetricResult {
    Objects.requireNonNull(metric);
    Objects.requireNonNull(outcome);
  }

  /** The id, with the target in brackets where there is one: a name unique in its evaluation. */
  public String label() {
    return target == null ? metric.id() : metric.id() + "[" + target + "]";
  }
}
