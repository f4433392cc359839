package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** What all versions of a generator may tell together of one row or entity. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrivacyBudget(
    @Required
        @Min(value = 0, inclusive = false)
        @Max(10_000)
        @JsonPropertyDescription("Epsilon of all versions together, at delta.")
        Double epsilon,
    @Min(value = 0, inclusive = false)
        @Max(value = 0.01, inclusive = false)
        @JsonPropertyDescription(
            "Delta of all versions together. A hundredth of each version's own is used up; the rest"
                + " serves all. Without it, 0.000001.")
        Double delta) {

  /** Delta where none is declared. */
  public static final double DELTA = 1e-6;

  /** Delta with the default filled in. */
  public double effectiveDelta() {
    return delta == null ? DELTA : delta;
  }
}
