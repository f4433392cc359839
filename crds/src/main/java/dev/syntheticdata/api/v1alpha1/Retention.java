package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** How long versions are kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Retention(
    @Min(1)
        @Max(1000)
        @Default("10")
        @JsonPropertyDescription(
            "Finished versions that are kept besides the one in use. Older ones are removed.")
        Integer versions,
    @Default("Retain")
        @JsonPropertyDescription(
            "What happens to the objects of a removed version, and of all versions when the resource"
                + " is deleted. Retain leaves them; Delete runs a prune Job.")
        DeletionPolicy deletionPolicy) {}
