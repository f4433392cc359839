package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a generator is said to keep of the real data. Each claim is checked on every version by
 * metrics that {@link dev.syntheticdata.task.ClaimVerdicts} names.
 */
public enum Claim {
  /** How columns depend on each other. */
  @JsonProperty("Correlations")
  CORRELATIONS("Correlations"),
  /** The distribution of each column. */
  @JsonProperty("Marginals")
  MARGINALS("Marginals"),
  /** Categories of few rows. */
  @JsonProperty("RareCategories")
  RARE_CATEGORIES("RareCategories"),
  /** How the rows of one entity follow each other. */
  @JsonProperty("TemporalStructure")
  TEMPORAL_STRUCTURE("TemporalStructure");

  private final String label;

  Claim(String label) {
    this.label = label;
  }

  /** The name used in resources and documents. */
  public String label() {
    return label;
  }
}
