package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What has become of one fit. Once the phase is terminal it does not change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GeneratorVersionStatus(
    @JsonPropertyDescription("The generation of the spec that this status describes.")
        Long observedGeneration,
    @Size(max = 16)
        @JsonPropertyDescription(
            "SourceResolved and Fitted; Ready, Reconciling and Stalled, as kstatus reads them.")
        List<Condition> conditions,
    @JsonPropertyDescription("Where the version is in its life.") Phase phase,
    @Size(max = 8) @JsonPropertyDescription("Its tasks.") List<TaskStatus> tasks,
    @JsonPropertyDescription("The model, once fitted.") ModelReference model) {}
