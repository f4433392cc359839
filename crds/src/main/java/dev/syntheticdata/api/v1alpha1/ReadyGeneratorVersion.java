package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The generator version that datasets are made from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReadyGeneratorVersion(
    @JsonPropertyDescription("Name of the GeneratorVersion.") String name,
    @JsonPropertyDescription("Its number, counting from 1.") Long revision,
    @JsonPropertyDescription("sha256 of the model.") String modelDigest,
    @JsonPropertyDescription("URI of the model.") String uri,
    @JsonPropertyDescription("sha256 of the source it was fitted on.") String sourceDigest,
    @JsonPropertyDescription("sha256 of the recorded schema.") String schemaDigest) {}
