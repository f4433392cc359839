package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** Compute resources of a Job's container, as in a pod's spec. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(
    @JsonPropertyDescription("Resources the container is guaranteed.")
        Map<String, Quantity> requests,
    @JsonPropertyDescription("Resources the container cannot exceed.")
        Map<String, Quantity> limits) {}
