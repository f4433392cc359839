package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.syntheticdata.task.Metric;

/** A metric of a version. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record MetricResult(
    @JsonPropertyDescription("The metric.") Metric metric,
    @JsonPropertyDescription("For utility metrics: the target column.") String target,
    @JsonPropertyDescription("The value; absent where it could not be computed.") Double value,
    @JsonPropertyDescription("Why it could not be computed.") String reason,
    @JsonPropertyDescription("What to read the value against, mostly what real rows reach.")
        Double reference,
    @JsonPropertyDescription("Lower end of its 95 % interval, where a gate is on it.")
        Double intervalLow,
    @JsonPropertyDescription("Upper end of its 95 % interval, where a gate is on it.")
        Double intervalHigh,
    @JsonPropertyDescription("The column whose value it is, where a gate is on it.")
        String column) {

  /** A metric of the table. */
  public MetricResult(
      Metric metric,
      String target,
      Double value,
      String reason,
      Double reference,
      Double intervalLow,
      Double intervalHigh) {
    this(metric, target, value, reason, reference, intervalLow, intervalHigh, null);
  }

  /** A metric of which no interval is stated. */
  public MetricResult(Metric metric, String target, Double value, String reason, Double reference) {
    this(metric, target, value, reason, reference, null, null);
  }

  /** A metric without a reference value. */
  public MetricResult(Metric metric, String target, Double value, String reason) {
    this(metric, target, value, reason, null);
  }
}
