package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** What is said about a column of the source; what is not said is inferred and recorded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ColumnDeclaration(
    @Required
        @Size(min = 1, max = 256)
        @JsonPropertyDescription("Name of the column, as in the source's header.")
        String name,
    @JsonPropertyDescription("What its values are. Inferred when absent.") ColumnType type,
    @JsonPropertyDescription("Target: utility is measured by predicting this column.")
        ColumnRole role) {}
