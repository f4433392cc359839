package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What the versions of a generator have told of one row or entity, all together. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrivacyStatus(
    @JsonPropertyDescription(
            "Epsilon of all versions together, that at work included, at delta; absent where delta is"
                + " used up.")
        Double spentEpsilon,
    @JsonPropertyDescription("The delta at which spentEpsilon holds: that of the budget.")
        Double delta,
    @JsonPropertyDescription(
            "What fits that have ended spent, as zero-concentrated differential privacy, which adds"
                + " up.")
        Double spentRho,
    @JsonPropertyDescription("What fits that have ended spent of delta itself.") Double spentDelta,
    @JsonPropertyDescription("Versions counted, those included that failed or were removed.")
        Integer versions,
    @JsonPropertyDescription("Number of the newest version counted.") Long revision,
    @JsonPropertyDescription("The part of a version whose fit has not ended.") Open open) {

  /** What a version at work may spend. It is given back where its fit fails without a model. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Open(
      @JsonPropertyDescription("Number of the version.") Long revision,
      @JsonPropertyDescription("What it may spend, as zero-concentrated differential privacy.")
          Double rho,
      @JsonPropertyDescription("What it may spend of delta.") Double delta) {}
}
