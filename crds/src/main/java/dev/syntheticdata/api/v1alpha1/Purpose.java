package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What synthetic data may be used for. */
public enum Purpose {
  @JsonProperty("Analytics")
  ANALYTICS,
  @JsonProperty("ExternalSharing")
  EXTERNAL_SHARING,
  @JsonProperty("ModelTesting")
  MODEL_TESTING,
  @JsonProperty("ModelTraining")
  MODEL_TRAINING,
  @JsonProperty("SoftwareTesting")
  SOFTWARE_TESTING;

  /** The name used in resources and documents. */
  public String label() {
    return switch (this) {
      case ANALYTICS -> "Analytics";
      case EXTERNAL_SHARING -> "ExternalSharing";
      case MODEL_TESTING -> "ModelTesting";
      case MODEL_TRAINING -> "ModelTraining";
      case SOFTWARE_TESTING -> "SoftwareTesting";
    };
  }
}
