package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The effective inputs of one fit. Immutable. */
@ValidationRule(
    value = "self == oldSelf",
    message = "the spec of a version is immutable: change the Generator to get a new version")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorVersionSpec(
    @Required @JsonPropertyDescription("The Generator this is a version of.")
        ResourceReference generatorRef,
    @Required @Min(1) @JsonPropertyDescription("Number of the version, counting from 1.")
        Long revision,
    @Required
        @Size(min = 1, max = 80)
        @JsonPropertyDescription("Digest of the inputs, by which a change of them is seen.")
        String inputHash,
    @Required @Size(min = 1, max = 64) @JsonPropertyDescription("Why the version was made.")
        String reason,
    @Required @JsonPropertyDescription("The real data.") Source source,
    @JsonPropertyDescription("What was known of its columns.") SchemaDeclaration schema,
    @Required @JsonPropertyDescription("Where the model goes.") StorageLocation storage,
    @Required @JsonPropertyDescription("The part held out.") Holdout holdout,
    @Required @JsonPropertyDescription("The engine.") Engine engine,
    @Required @JsonPropertyDescription("Seed of the split and of the fit.") Long seed,
    @JsonPropertyDescription("How the Job runs.") JobTemplate job,
    @Required @Size(min = 1, max = 512) @JsonPropertyDescription("Image of the worker.")
        String workerImage) {}
