package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A version as its parent shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VersionSummary(
    @JsonPropertyDescription("Name of the version.") String name,
    @JsonPropertyDescription("Its number, counting from 1.") Long revision,
    @JsonPropertyDescription("Digest of the inputs it was made from.") String inputHash,
    @JsonPropertyDescription("Where it is in its life.") Phase phase,
    @JsonPropertyDescription("Why it was made.") String reason) {}
