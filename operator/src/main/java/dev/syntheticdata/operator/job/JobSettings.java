package dev.syntheticdata.operator.job;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.List;

/**
 * What the installation decides about all Jobs.
 *
 * @param imagePullPolicy pull policy of the worker's image; null for the cluster's default
 * @param imagePullSecrets Secrets for pulling it
 * @param serviceAccountName service account of pods whose owner names none; null for the
 *     namespace's default
 * @param resources resources of the container whose owner names none
 * @param backoffLimit how often a Job starts a pod again, after failures that may pass
 * @param ttlSecondsAfterFinished seconds that a Job stays after its result was recorded
 * @param cluster name of the cluster, for lineage
 * @param objectStorageEndpoint URL of the S3 service of locations that name none; null for AWS S3
 * @param modelSizeLimit bytes that a model may have; null for what the worker takes by itself
 */
public record JobSettings(
    String imagePullPolicy,
    List<String> imagePullSecrets,
    String serviceAccountName,
    ResourceRequirements resources,
    int backoffLimit,
    int ttlSecondsAfterFinished,
    String cluster,
    String objectStorageEndpoint,
    Long modelSizeLimit) {

  /** The settings of an installation that sets nothing. */
  public static JobSettings defaults() {
    return new JobSettings(
        null,
        List.of(),
        null,
        new ResourceRequirementsBuilder()
            .addToRequests("cpu", new Quantity("500m"))
            .addToRequests("memory", new Quantity("1Gi"))
            .addToLimits("memory", new Quantity("2Gi"))
            .build(),
        5,
        600,
        "default",
        null,
        null);
  }
}
