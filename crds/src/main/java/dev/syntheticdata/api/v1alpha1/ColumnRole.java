package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The part a column plays beyond its values. */
public enum ColumnRole {
  /** Divides people into groups that are to be treated alike: fairness is measured over them. */
  @JsonProperty("Protected")
  PROTECTED,
  /** Predicted from the others: utility is measured on it. */
  @JsonProperty("Target")
  TARGET,
  /** Others may know it of a person, and find that person's row by it together with the like. */
  @JsonProperty("QuasiIdentifier")
  QUASI_IDENTIFIER,
  /** Nobody should learn it of a person: attribute inference is tried on it. */
  @JsonProperty("Sensitive")
  SENSITIVE
}
