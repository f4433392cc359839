package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a version was made from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LineageSummary(
    @JsonPropertyDescription("Name of the GeneratorVersion.") String generatorVersion,
    @JsonPropertyDescription("sha256 of the model.") String modelDigest,
    @JsonPropertyDescription("sha256 of the real data's object.") String sourceDigest,
    @JsonPropertyDescription("Image of the worker.") String workerImage,
    @JsonPropertyDescription("Seed of the rows.") Long seed,
    @JsonPropertyDescription("Digest of the inputs.") String inputHash) {}
