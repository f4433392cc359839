package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

/** The real data a generator is fitted on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Source(
    @Required @JsonPropertyDescription("Where the table is.") SourceLocation location,
    @Default("CSV")
        @JsonPropertyDescription(
            "How the table is written. CSV may be gzip, by the key's ending .gz.")
        Format format,
    @JsonPropertyDescription("The permission under which the real data is used.")
        Authorization authorization) {}
