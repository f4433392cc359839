package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A fitted model in object storage, and what it was fitted on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelReference(
    @JsonPropertyDescription("Path in the bucket under which the version's objects lie.")
        String path,
    @JsonPropertyDescription("URI of the model.") String uri,
    @JsonPropertyDescription("sha256 of the model.") String digest,
    @JsonPropertyDescription("sha256 of the source's object.") String sourceDigest,
    @JsonPropertyDescription("sha256 of the recorded schema.") String schemaDigest,
    @JsonPropertyDescription("Digest of the set of rows held out.") String holdoutDigest,
    @JsonPropertyDescription("Rows the engine was fitted on.") Long trainRows,
    @JsonPropertyDescription("Rows held out.") Long holdoutRows,
    @JsonPropertyDescription("Columns of the table.") Integer columns,
    @JsonPropertyDescription("When the fit was started.") String startedAt,
    @JsonPropertyDescription("When its result was recorded.") String finishedAt) {}
