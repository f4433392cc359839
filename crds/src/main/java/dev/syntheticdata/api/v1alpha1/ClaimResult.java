package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a generator claims to preserve, and whether a version does. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClaimResult(
    @JsonPropertyDescription("The claim.") Claim claim,
    @JsonPropertyDescription("Kept, NotKept, or NotComputed, which is not kept either.")
        Verdict verdict,
    @JsonPropertyDescription("What was measured, or why the claim is not kept.") String message) {

  /** How a version stands to a claim. */
  public enum Verdict {
    @JsonProperty("Kept")
    KEPT,
    @JsonProperty("NotComputed")
    NOT_COMPUTED,
    @JsonProperty("NotKept")
    NOT_KEPT
  }
}
