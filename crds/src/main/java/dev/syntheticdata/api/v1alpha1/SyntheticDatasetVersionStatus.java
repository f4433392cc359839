package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of one version of a dataset. Once the phase is terminal it does not change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SyntheticDatasetVersionStatus(
    @JsonPropertyDescription("The generation of the spec that this status describes.")
        Long observedGeneration,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Generated, Evaluated, GatesPassed and Published; Ready, Reconciling and Stalled, as"
                + " kstatus reads them.")
        List<Condition> conditions,
    @JsonPropertyDescription("Where the version is in its life.") Phase phase,
    @Size(max = 8) @JsonPropertyDescription("Its tasks.") List<TaskStatus> tasks,
    @JsonPropertyDescription("Rows generated.") Long rows,
    @Size(max = 32) @JsonPropertyDescription("Its gates, and how it stands to them.")
        List<GateResult> gates,
    @Size(max = 64) @JsonPropertyDescription("Its headline metrics.") List<MetricResult> metrics,
    @JsonPropertyDescription("What it was made from.") LineageSummary lineage,
    @JsonPropertyDescription("Path in the bucket under which the version's objects lie.")
        String path,
    @JsonPropertyDescription("The list of its objects with their digests.")
        ManifestReference manifest,
    @JsonPropertyDescription("When it was published.") String publishedAt,
    @JsonPropertyDescription(
            "Share of the rows drawn that broke a constraint and were drawn again; absent where"
                + " there is no constraint.")
        Double rejectionRate,
    @Size(max = 4)
        @JsonPropertyDescription("What the generator claims to preserve, and whether it does.")
        List<ClaimResult> claims) {}
