package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What a generator is fitted on, and how. */
@ValidationRule(
    value =
        "!has(self.engine.privateMarginals) || !has(self.engine.privateMarginals.maxRowsPerEntity)"
            + " || (has(self.holdout) && has(self.holdout.by))",
    message = "engine.privateMarginals.maxRowsPerEntity needs holdout.by")
@ValidationRule(
    value = "!has(self.privacy) || !has(self.privacy.budget) || has(self.engine.privateMarginals)",
    message = "privacy.budget needs engine.privateMarginals: no other engine can keep to it")
@ValidationRule(
    value =
        "!has(self.schema) || !has(self.schema.sequence) || has(self.engine.autoregressiveTrees)",
    message =
        "schema.sequence needs engine.autoregressiveTrees: the other engines make every row by itself")
@ValidationRule(
    value =
        "!has(self.schema) || !has(self.schema.sequence) || !has(self.holdout) ||"
            + " !has(self.holdout.by) || self.holdout.by == self.schema.sequence.key",
    message =
        "holdout.by must be schema.sequence.key, or be left out: a sequence is held out whole")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorSpec(
    @Required @JsonPropertyDescription("The real data.") Source source,
    @JsonPropertyDescription("What is known of its columns; the rest is inferred and recorded.")
        SchemaDeclaration schema,
    @Required
        @JsonPropertyDescription(
            "Where models go. A model is treated as personal data: consumers need no access here.")
        StorageLocation storage,
    @JsonPropertyDescription(
            "The part of the real data that the engine never sees. Without it, 20 % of the rows.")
        Holdout holdout,
    @Required @JsonPropertyDescription("The engine that learns from the real data.") Engine engine,
    @JsonPropertyDescription("Seed of the split and of the fit. Without it, 0.") Long seed,
    @JsonPropertyDescription("What all versions may tell of the real data together.")
        GeneratorPrivacy privacy,
    @Size(max = 32)
        @JsonPropertyDescription("Known failure modes, carried into the card of every dataset.")
        List<String> limitations,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Purposes datasets may be made for. A dataset with another purpose is refused. Empty"
                + " allows all.")
        List<Purpose> allowedPurposes,
    @JsonPropertyDescription("How the Jobs run.") JobTemplate job,
    @Default("false") @JsonPropertyDescription("Whether nothing new is started.") Boolean suspend,
    @JsonPropertyDescription("How long versions are kept.") Retention retention,
    @Size(max = 4)
        @JsonPropertyDescription(
            "What its datasets are said to keep of the real data. Each claim is checked on every"
                + " version, and shown as kept or not kept.")
        List<Claim> preserves) {}
