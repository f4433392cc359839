package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The generator of a dataset. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorReference(
    @Required
        @Size(min = 1, max = 40)
        @JsonPropertyDescription("Name of the Generator, in the same namespace.")
        String name,
    @Size(min = 1, max = 63)
        @JsonPropertyDescription(
            "Name of a GeneratorVersion to stay with. Without it, the dataset follows the version"
                + " that is ready.")
        String version) {}
