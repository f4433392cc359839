package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** The gates of the version evaluated last, counted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GateCounts(
    @JsonPropertyDescription("Name of the version.") String version,
    @JsonPropertyDescription("Gates that passed.") Integer passed,
    @JsonPropertyDescription("Required gates that did not pass.") Integer failed,
    @JsonPropertyDescription("Advisory gates that did not pass.") Integer advisory,
    @JsonPropertyDescription("Passed gates of all, for people.") String summary) {}
