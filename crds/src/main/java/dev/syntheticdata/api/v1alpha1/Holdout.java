package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** The part of the real data that no engine sees: the baseline of utility and privacy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Holdout(
    @Min(0)
        @Max(0.5)
        @Default("0.2")
        @JsonPropertyDescription(
            "Share of the rows held out, 0 to 0.5. At 0 there is no baseline, and gates that need"
                + " one fail.")
        Double fraction,
    @Size(min = 1, max = 256)
        @JsonPropertyDescription(
            "Column that names the entity a row belongs to: all its rows fall on one side.")
        String by) {}
