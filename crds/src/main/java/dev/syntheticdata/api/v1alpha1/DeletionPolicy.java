package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the objects in storage when their resource goes. */
public enum DeletionPolicy {
  /** A prune Job deletes them; the resource stays until it is done. */
  @JsonProperty("Delete")
  DELETE,
  /** They stay. */
  @JsonProperty("Retain")
  RETAIN
}
