package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The manifest of a version: the list of its objects with their digests. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ManifestReference(
    @JsonPropertyDescription("URI of the manifest.") String uri,
    @JsonPropertyDescription("sha256 of the manifest.") String digest) {}
