package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.syntheticdata.task.Metric;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gate of a version, and how the version stands to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateResult(
    @JsonPropertyDescription("The metric that is bounded.") Metric metric,
    @JsonPropertyDescription("For utility metrics: the target column.") String target,
    @JsonPropertyDescription("The least value that passes, as the margin makes it too.") Double min,
    @JsonPropertyDescription("The greatest value that passes, as the margin makes it too.")
        Double max,
    @JsonPropertyDescription("Required or Advisory.") Gate.Severity severity,
    @JsonPropertyDescription(
            "The number that is held against the bounds: the metric's value, or the end of its interval"
                + " that statistic names. Absent where it could not be computed.")
        Double value,
    @JsonPropertyDescription("Passed, Failed, or NotComputed, which does not pass.")
        Verdict verdict,
    @JsonPropertyDescription("Why the gate did not pass.") String message,
    @JsonPropertyDescription("How far the value may lie on the worse side of the reference.")
        Double margin,
    @JsonPropertyDescription("The reference value that the margin starts from.") Double reference,
    @JsonPropertyDescription(
            "IntervalLow or IntervalHigh where an end of the metric's 95 % interval is bounded; absent"
                + " where its value is.")
        Gate.Statistic statistic,
    @JsonPropertyDescription("The column whose value is bounded; absent where the table's is.")
        String column) {

  /** The metric's id with what of it is bounded in brackets, such as the target or the column. */
  public String label() {
    var of =
        Stream.of(target, column == null ? null : "column " + column)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return of.isEmpty() ? metric.id() : metric.id() + "[" + of + "]";
  }

  /** The same with the bounds as a margin makes them, and the reference value it starts from. */
  public GateResult withBounds(Double least, Double greatest, Double from) {
    return new GateResult(
        metric, target, least, greatest, severity, value, verdict, message, margin, from, statistic,
        column);
  }

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
