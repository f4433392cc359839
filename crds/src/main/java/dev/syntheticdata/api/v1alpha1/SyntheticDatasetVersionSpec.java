package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The effective inputs of one version of a dataset. Immutable. */
@ValidationRule(
    value = "self == oldSelf",
    message =
        "the spec of a version is immutable: change the SyntheticDataset to get a new version")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SyntheticDatasetVersionSpec(
    @Required @JsonPropertyDescription("The SyntheticDataset this is a version of.")
        ResourceReference datasetRef,
    @Required @Min(1) @JsonPropertyDescription("Number of the version, counting from 1.")
        Long revision,
    @Required
        @Size(min = 1, max = 80)
        @JsonPropertyDescription("Digest of the inputs, by which a change of them is seen.")
        String inputHash,
    @Required @Size(min = 1, max = 64) @JsonPropertyDescription("Why the version was made.")
        String reason,
    @JsonPropertyDescription("The slot of the schedule it was made for.") String scheduledTime,
    @Required @JsonPropertyDescription("What it is made from.")
        GeneratorVersionReference generatorVersion,
    @Required @Min(1) @JsonPropertyDescription("Number of rows.") Long rows,
    @Required @JsonPropertyDescription("Seed of the rows.") Long seed,
    @Required @JsonPropertyDescription("How the rows are written.") Format format,
    @Required @Min(1) @JsonPropertyDescription("Pods that generate side by side, at most.")
        Integer shards,
    @Required @JsonPropertyDescription("What the data is for.") Purpose purpose,
    @Size(max = 2048) @JsonPropertyDescription("The intended use in words.") String intendedUse,
    @JsonPropertyDescription("The assessment of the risks of that use.")
        RiskAssessment riskAssessment,
    @Required @JsonPropertyDescription("Where the version goes.") StorageLocation output,
    @Size(max = 32) @JsonPropertyDescription("What the version must keep to be published.")
        List<Gate> gates,
    @JsonPropertyDescription("How the Jobs run.") JobTemplate job,
    @Required @Size(min = 1, max = 512) @JsonPropertyDescription("Image of the worker.")
        String workerImage,
    @JsonPropertyDescription("Which rows were wanted, where not such as those of the source.")
        RowConditions conditions,
    @JsonPropertyDescription("How the dataset was to be kept current.") Upkeep upkeep) {}
