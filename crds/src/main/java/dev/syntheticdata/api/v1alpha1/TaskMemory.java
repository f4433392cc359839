package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What a task is expected to need of memory, before it starts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TaskMemory(
    @JsonPropertyDescription(
            "Memory that a pod of it is expected to need, from the rows and columns it works on. Not set"
                + " for a fit, which learns the number of rows as it reads them.")
        String estimate,
    @JsonPropertyDescription("The memory limit of its pods.") String limit,
    @JsonPropertyDescription(
            "For a fit: cells, that is rows times columns, for which its memory limit is expected to be"
                + " enough.")
        Long cells) {}
