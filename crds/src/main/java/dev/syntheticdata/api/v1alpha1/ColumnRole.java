package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The part a column plays beyond its values. */
public enum ColumnRole {
  /** Predicted from the others: utility is measured on it. */
  @JsonProperty("Target")
  TARGET
}
