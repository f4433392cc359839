package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a version is in its life. */
public enum Phase {
  /** Created, nothing started. */
  @JsonProperty("Pending")
  PENDING,
  /** A generator version: the fit Job is at work. */
  @JsonProperty("Fitting")
  FITTING,
  /** A generator version: the model is there. Terminal. */
  @JsonProperty("Fitted")
  FITTED,
  /** A dataset version: the generate Job is at work. */
  @JsonProperty("Generating")
  GENERATING,
  /** A dataset version: the evaluate Job is at work. */
  @JsonProperty("Evaluating")
  EVALUATING,
  /** A dataset version: all required gates passed and the publish Job is at work. */
  @JsonProperty("Publishing")
  PUBLISHING,
  /** A dataset version: the pointer has moved to it. Terminal. */
  @JsonProperty("Published")
  PUBLISHED,
  /**
   * A dataset version: a required gate failed. Kept with its evidence, never published. Terminal.
   */
  @JsonProperty("Rejected")
  REJECTED,
  /** A Job failed for good. Terminal. */
  @JsonProperty("Failed")
  FAILED;

  /** Whether nothing more will happen to the version. */
  public boolean isTerminal() {
    return switch (this) {
      case FITTED, PUBLISHED, REJECTED, FAILED -> true;
      case PENDING, FITTING, GENERATING, EVALUATING, PUBLISHING -> false;
    };
  }
}
