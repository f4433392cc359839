package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One incarnation of a resource of the same namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResourceReference(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the resource.")
        String name,
    @Required
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "UID of the resource, which a resource of the same name made later does not share.")
        String uid) {}
