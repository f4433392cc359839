package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.syntheticdata.task.Metric;

/** A gate of a version, and how the version stands to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateResult(
    @JsonPropertyDescription("The metric that is bounded.") Metric metric,
    @JsonPropertyDescription("For utility metrics: the target column.") String target,
    @JsonPropertyDescription("The least value that passes.") Double min,
    @JsonPropertyDescription("The greatest value that passes.") Double max,
    @JsonPropertyDescription("Required or Advisory.") Gate.Severity severity,
    @JsonPropertyDescription("The value; absent where it could not be computed.") Double value,
    @JsonPropertyDescription("Passed, Failed, or NotComputed, which does not pass.")
        Verdict verdict,
    @JsonPropertyDescription("Why the gate did not pass.") String message) {

  /** How a version stands to a gate. */
  public enum Verdict {
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("NotComputed")
    NOT_COMPUTED,
    @JsonProperty("Passed")
    PASSED
  }
}
