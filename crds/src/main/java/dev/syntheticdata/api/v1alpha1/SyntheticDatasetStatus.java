package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of a dataset. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SyntheticDatasetStatus(
    @JsonPropertyDescription("The generation of the spec that this status describes.")
        Long observedGeneration,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Fresh and LineageRecorded; Ready, Reconciling and Stalled, as kstatus reads them.")
        List<Condition> conditions,
    @JsonPropertyDescription("The version made last.") VersionSummary latestVersion,
    @JsonPropertyDescription("The version that consumers read.") PublishedVersion publishedVersion,
    @JsonPropertyDescription("When the published version was asked for.") String lastRefreshTime,
    @JsonPropertyDescription("When the schedule makes the next version.") String nextRefreshTime,
    @JsonPropertyDescription("The slot of the schedule acted on or skipped last.")
        String lastScheduleSlot,
    @JsonPropertyDescription("The refresh request acted on last.") String lastHandledRefreshRequest,
    @JsonPropertyDescription("The gates of the version evaluated last, counted.") GateCounts gates,
    @JsonPropertyDescription("What the published version was made from.") LineageSummary lineage,
    @JsonPropertyDescription("Failed versions in a row; absent where the last did not fail.")
        Failures failures) {}
