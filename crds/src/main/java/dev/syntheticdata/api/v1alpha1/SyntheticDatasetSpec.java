package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What data is wanted, how good it must be, and how it is kept current. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SyntheticDatasetSpec(
    @Required @JsonPropertyDescription("The generator to make it from.")
        GeneratorReference generatorRef,
    @Required @Min(1) @Max(10_000_000_000.0) @JsonPropertyDescription("Number of rows.") Long rows,
    @JsonPropertyDescription(
            "Seed of the rows: with it, the same model gives the same bytes. Without it, each version"
                + " draws one, which is recorded.")
        Long seed,
    @Default("Parquet") @JsonPropertyDescription("How the rows are written.") Format format,
    @Min(1)
        @Max(1000)
        @Default("1")
        @JsonPropertyDescription(
            "Pods that generate side by side, at most. It does not change a byte of the result.")
        Integer shards,
    @Required @JsonPropertyDescription("What the data is for.") Purpose purpose,
    @Size(max = 2048) @JsonPropertyDescription("The intended use in words, carried into the card.")
        String intendedUse,
    @JsonPropertyDescription("The assessment of the risks of that use.")
        RiskAssessment riskAssessment,
    @Required @JsonPropertyDescription("Where the versions go.") StorageLocation output,
    @Size(max = 32) @JsonPropertyDescription("What a version must keep to be published.")
        List<Gate> gates,
    @JsonPropertyDescription("When it is made anew.") Refresh refresh,
    @JsonPropertyDescription("How long versions are kept.") Retention retention,
    @JsonPropertyDescription("How the Jobs run.") JobTemplate job,
    @Default("false") @JsonPropertyDescription("Whether nothing new is started.") Boolean suspend,
    @JsonPropertyDescription(
            "Which rows are wanted, where they are not to be like those of the source.")
        RowConditions conditions) {}
