package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * The generator version a dataset version is made from, with all that its Jobs need of it: the
 * dataset version stays reproducible when the generator changes or goes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorVersionReference(
    @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the GeneratorVersion.")
        String name,
    @Required @Size(min = 1, max = 64) @JsonPropertyDescription("UID of the GeneratorVersion.")
        String uid,
    @Required @Size(min = 1, max = 40) @JsonPropertyDescription("Name of the Generator.")
        String generator,
    @Required @JsonPropertyDescription("Number of the version.") Long revision,
    @Required @JsonPropertyDescription("The real data it was fitted on.") Source source,
    @JsonPropertyDescription("What was known of its columns.") SchemaDeclaration schema,
    @Required @JsonPropertyDescription("The part held out.") Holdout holdout,
    @Required @JsonPropertyDescription("Seed of the split and of the fit.") Long seed,
    @Required @JsonPropertyDescription("The engine.") Engine engine,
    @Required @JsonPropertyDescription("Where the model is.") StorageLocation storage,
    @Required @JsonPropertyDescription("The model, and what it was fitted on.")
        ModelReference model,
    @Size(max = 32) @JsonPropertyDescription("Known failure modes.") List<String> limitations,
    @Size(max = 4) @JsonPropertyDescription("What the Generator claims to preserve.")
        List<Claim> preserves) {}
