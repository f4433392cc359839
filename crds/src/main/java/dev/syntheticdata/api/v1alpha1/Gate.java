package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.syntheticdata.task.Metric;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A bound on a metric that a version must keep to be published. */
@ValidationRule(
    value = "has(self.min) || has(self.max) || has(self.margin)",
    message = "a gate needs a min, a max or a margin")
@ValidationRule(
    value = "!has(self.min) || !has(self.max) || self.min <= self.max",
    message = "min must not be greater than max")
@ValidationRule(
    value =
        "!has(self.statistic) || self.statistic == 'Value' || !(self.metric in"
            + " ['fidelity.data-structure', 'coverage.range-coverage', 'privacy.k-anonymity',"
            + " 'privacy.dp-epsilon'])",
    message = "the metric has no interval: leave statistic out, or make it Value")
@ValidationRule(
    value =
        "!has(self.column) || self.metric in ['fidelity.column-shapes', 'fidelity.ks-complement',"
            + " 'fidelity.tv-complement', 'fidelity.accuracy-1way', 'coverage.category-coverage',"
            + " 'coverage.rare-category-recall', 'coverage.range-coverage', 'drift.source-psi',"
            + " 'drift.source-jensen-shannon', 'drift.source-wasserstein', 'drift.previous-psi',"
            + " 'drift.previous-jensen-shannon', 'drift.previous-wasserstein',"
            + " 'privacy.inference-risk', 'fairness.representation',"
            + " 'fairness.demographic-parity-difference', 'fairness.equal-opportunity-difference']",
    message = "the metric has no values by column: leave column out")
@ValidationRule(
    value =
        "!has(self.column) || !has(self.statistic) || self.statistic == 'Value' || self.metric =="
            + " 'privacy.inference-risk'",
    message = "the metric has no interval by column: leave statistic out, or make it Value")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Gate(
    @Required @JsonPropertyDescription("The metric that is bounded.") Metric metric,
    @JsonPropertyDescription("The least value that passes.") Double min,
    @JsonPropertyDescription("The greatest value that passes.") Double max,
    @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "For utility metrics: the target column. Without it, every declared target must pass.")
        String target,
    // No default in the schema: one inside a list makes an unchanged kubectl apply write.
    @JsonPropertyDescription(
            "Required, also without it: a failure keeps the version from being published. Advisory: it is only shown.")
        Severity severity,
    @Min(0)
        @JsonPropertyDescription(
            "How far the value may lie on the worse side of the metric's reference value, which is"
                + " mostly what real rows reach: the least value that passes is the reference less the"
                + " margin, or the greatest the reference plus it, as the metric is better high or"
                + " low. Holds beside min and max. Without a reference the gate does not pass.")
        Double margin,
    @JsonPropertyDescription(
            "Which number is held against the bounds: Value, also without it: the metric's value;"
                + " IntervalLow or IntervalHigh: the lower or upper end of its 95 % interval. A maximum"
                + " for IntervalLow is broken only where the value is surely above it, one for"
                + " IntervalHigh already where it may be. A metric without interval does not pass.")
        Statistic statistic,
    @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "For metrics that have values by column: the column whose own value is bounded. Without"
                + " it, the table's value is.")
        String column) {

  /** A gate whose bounds are fixed. */
  public Gate(Metric metric, Double min, Double max, String target, Severity severity) {
    this(metric, min, max, target, severity, null);
  }

  /** A gate on the metric's value. */
  public Gate(
      Metric metric, Double min, Double max, String target, Severity severity, Double margin) {
    this(metric, min, max, target, severity, margin, null);
  }

  /** A gate on a metric of the table. */
  public Gate(
      Metric metric,
      Double min,
      Double max,
      String target,
      Severity severity,
      Double margin,
      Statistic statistic) {
    this(metric, min, max, target, severity, margin, statistic, null);
  }

  /** Which number of a metric is held against the bounds. */
  public enum Statistic {
    @JsonProperty("IntervalHigh")
    INTERVAL_HIGH,
    @JsonProperty("IntervalLow")
    INTERVAL_LOW,
    @JsonProperty("Value")
    VALUE
  }

  /** What a failure means. */
  public enum Severity {
    @JsonProperty("Advisory")
    ADVISORY,
    @JsonProperty("Required")
    REQUIRED
  }
}
