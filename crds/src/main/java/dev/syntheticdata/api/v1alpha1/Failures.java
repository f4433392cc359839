package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Failed versions in a row, by which the next attempt is delayed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Failures(
    @JsonPropertyDescription("Failed versions since the last that did not fail.") Integer count,
    @JsonPropertyDescription("When the last of them failed.") String lastTime,
    @JsonPropertyDescription("When the next attempt is due; absent where none is made by itself.")
        String nextAttemptTime) {}
