package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The version that consumers read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PublishedVersion(
    @JsonPropertyDescription("Name of the SyntheticDatasetVersion.") String name,
    @JsonPropertyDescription("Its number, counting from 1.") Long revision,
    @JsonPropertyDescription("sha256 of its manifest.") String digest,
    @JsonPropertyDescription("URI of its manifest.") String uri,
    @JsonPropertyDescription("Number of rows.") Long rows,
    @JsonPropertyDescription("When it was published.") String publishedAt) {}
