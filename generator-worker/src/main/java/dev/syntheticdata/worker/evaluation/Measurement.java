package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.Metric;
import java.util.Objects;

/**
 * One metric of one evaluation.
 *
 * @param metric which one
 * @param target the target column for {@link Metric#perTarget()} metrics, otherwise null; also null
 *     where the metric was not computed for want of a target
 * @param outcome its value or why there is none
 */
public record Measurement(Metric metric, String target, Outcome outcome) {

  public Measurement {
    Objects.requireNonNull(metric);
    Objects.requireNonNull(outcome);
  }

  /** The id, with the target in brackets where there is one: a name unique in its evaluation. */
  public String label() {
    return target == null ? metric.id() : metric.id() + "[" + target + "]";
  }

  /** The value, or null where there is none. */
  public Double value() {
    return outcome instanceof Outcome.Computed computed ? computed.value() : null;
  }

  /** What the value is read against, or null where there is nothing. */
  public Double reference() {
    return outcome instanceof Outcome.Computed computed ? computed.reference() : null;
  }

  /** Its 95 % confidence interval, or null where there is none. */
  public Interval interval() {
    return outcome instanceof Outcome.Computed computed ? computed.interval() : null;
  }

  /** Why there is no value, as one line, or null where there is one. */
  public String reason() {
    return outcome instanceof Outcome.NotComputed missing
        ? missing.reason().name() + ": " + missing.message()
        : null;
  }

  /** The same as resources and task results state it. */
  public MetricResult toResult() {
    var interval = interval();
    return new MetricResult(
        metric,
        target,
        value(),
        reason(),
        reference(),
        interval == null ? null : interval.low(),
        interval == null ? null : interval.high());
  }
}
