package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;

/** How the Jobs of a resource run: the part of a pod's spec that is the owner's to choose. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobTemplate(
    @JsonPropertyDescription("Compute resources of the container. Without them, the operator's.")
        Resources resources,
    @JsonPropertyDescription("Labels a node must have.") Map<String, String> nodeSelector,
    @Size(max = 32) @JsonPropertyDescription("Taints the pods tolerate.")
        List<Toleration> tolerations,
    @PreserveUnknownFields @JsonPropertyDescription("Affinity of the pods, as in a pod's spec.")
        Map<String, Object> affinity,
    @Size(max = 253) @JsonPropertyDescription("Priority class of the pods.")
        String priorityClassName,
    @Size(max = 253)
        @JsonPropertyDescription(
            "Service account of the pods, for a platform that grants access to buckets by it. Its"
                + " token for the Kubernetes API is never mounted.")
        String serviceAccountName,
    @Size(max = 253) @JsonPropertyDescription("Runtime class of the pods.") String runtimeClassName,
    @JsonPropertyDescription(
            "Labels for Job and pods, for example kueue.x-k8s.io/queue-name: such a Job is created"
                + " suspended and left to Kueue to admit.")
        Map<String, String> labels,
    @JsonPropertyDescription("Annotations for Job and pods.") Map<String, String> annotations,
    @Min(60)
        @Max(604800)
        @JsonPropertyDescription("Seconds after which a Job is stopped. Without it, 86400.")
        Long activeDeadlineSeconds) {}
