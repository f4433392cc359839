package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** A taint that the Jobs' pods tolerate, as in a pod's spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Toleration(
    @Size(max = 316) @JsonPropertyDescription("Key of the taint; empty matches all keys.")
        String key,
    @Size(max = 16) @JsonPropertyDescription("Equal or Exists.") String operator,
    @Size(max = 63) @JsonPropertyDescription("Value of the taint for the operator Equal.")
        String value,
    @Size(max = 32) @JsonPropertyDescription("Effect of the taint; empty matches all effects.")
        String effect,
    @JsonPropertyDescription("Seconds that a NoExecute taint is tolerated.")
        Long tolerationSeconds) {}
