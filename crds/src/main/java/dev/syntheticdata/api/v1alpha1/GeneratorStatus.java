package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a generator. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorStatus(
    @JsonPropertyDescription("The generation of the spec that this status describes.")
        Long observedGeneration,
    @Size(max = 16)
        @JsonPropertyDescription("Ready, Reconciling and Stalled, as kstatus reads them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The version made last.") VersionSummary latestVersion,
    @JsonPropertyDescription("The version that datasets are made from.")
        ReadyGeneratorVersion readyVersion,
    @JsonPropertyDescription("The refresh request acted on last.") String lastHandledRefreshRequest,
    @JsonPropertyDescription("Failed versions in a row; absent where the last did not fail.")
        Failures failures,
    @JsonPropertyDescription(
            "What all versions with a differentially private engine have told together; absent where"
                + " there was none.")
        PrivacyStatus privacy) {}
