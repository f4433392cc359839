package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How the dataset of a version was to be kept current when the version was made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Upkeep(
    @JsonPropertyDescription("When the dataset was to be made anew.") Refresh refresh,
    @JsonPropertyDescription("How long versions were to be kept.") Retention retention) {}
