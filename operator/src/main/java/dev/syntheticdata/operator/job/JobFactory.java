package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.Credentials;
import dev.syntheticdata.api.v1alpha1.JobTemplate;
import dev.syntheticdata.api.v1alpha1.Resources;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.TaskJson;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The one place that builds Jobs. Pods run under the restricted Pod Security Standard, without a
 * token for the Kubernetes API, with the credentials of the locations of their task and no others.
 */
public final class JobFactory {

  /** Name of the container in every pod. */
  public static final String CONTAINER = "worker";

  private static final String TASK_DIRECTORY = "/etc/synthetic-data";
  private static final String TERMINATION_LOG = "/dev/termination-log";
  private static final long DEFAULT_DEADLINE = 86_400L;

  private final JobSettings settings;

  public JobFactory(JobSettings settings) {
    this.settings = settings;
  }

  /**
   * The ConfigMap with the task's document. Immutable: what a pod was told cannot change under it.
   */
  public ConfigMap configMap(TaskRun run) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(run))
        .withImmutable(true)
        .addToData("task.json", TaskJson.writePretty(run.document()))
        .build();
  }

  /** The Job. */
  public Job job(TaskRun run) {
    var template = run.template();
    boolean indexed = run.completions() > 1;
    boolean queued = metadata(run).getLabels().containsKey(Labels.KUEUE_QUEUE);
    return new JobBuilder()
        .withMetadata(metadata(run))
        .withNewSpec()
        .withSuspend(queued ? Boolean.TRUE : null)
        .withCompletionMode(indexed ? "Indexed" : "NonIndexed")
        .withCompletions(run.completions())
        .withParallelism(run.completions())
        .withBackoffLimit(settings.backoffLimit())
        .withActiveDeadlineSeconds(deadline(run))
        .withPodFailurePolicy(failurePolicy(run))
        .withTemplate(
            new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(metadata(run).getLabels())
                .withAnnotations(podAnnotations(template))
                .endMetadata()
                .withSpec(podSpec(run))
                .build())
        .endSpec()
        .build();
  }

  private static long deadline(TaskRun run) {
    Long ofEngine = EnginePod.timeout(run.engine(), run.fits());
    if (ofEngine != null) {
      return ofEngine;
    }
    var template = run.template();
    return template != null && template.activeDeadlineSeconds() != null
        ? template.activeDeadlineSeconds()
        : DEFAULT_DEADLINE;
  }

  private ObjectMeta metadata(TaskRun run) {
    var labels = new TreeMap<String, String>();
    var annotations = new TreeMap<String, String>();
    if (run.template() != null && run.template().labels() != null) {
      labels.putAll(run.template().labels());
    }
    if (run.template() != null && run.template().annotations() != null) {
      annotations.putAll(run.template().annotations());
    }
    labels.put(Labels.MANAGED_BY, Labels.MANAGER);
    labels.put(Labels.OWNER_KIND, run.owner().getKind());
    labels.put(Labels.OWNER, run.owner().getMetadata().getName());
    labels.put(Labels.PARENT, run.parent());
    labels.put(Labels.TASK, run.name().label());
    annotations.put(Labels.INPUT_HASH, run.inputHash());
    return new ObjectMetaBuilder()
        .withName(run.jobName())
        .withNamespace(run.owner().getMetadata().getNamespace())
        .withLabels(labels)
        .withAnnotations(annotations)
        .withOwnerReferences(ownerReference(run))
        .build();
  }

  private static OwnerReference ownerReference(TaskRun run) {
    return new OwnerReferenceBuilder()
        .withApiVersion(run.owner().getApiVersion())
        .withKind(run.owner().getKind())
        .withName(run.owner().getMetadata().getName())
        .withUid(run.owner().getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }

  /** What will fail again is not tried again; what was disrupted does not count as a failure. */
  private static PodFailurePolicy failurePolicy(TaskRun run) {
    var permanent =
        Arrays.stream(ExitCode.values())
            .filter(code -> code != ExitCode.DONE && !code.retriable())
            .map(ExitCode::code)
            .sorted()
            .toList();
    return new PodFailurePolicyBuilder()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withContainerName(CONTAINER)
        .withOperator("In")
        .withValues(permanent)
        .endOnExitCodes()
        .endRule()
        .addNewRule()
        .withAction("Ignore")
        .addNewOnPodCondition()
        .withType("DisruptionTarget")
        .withStatus("True")
        .endOnPodCondition()
        .endRule()
        .addAllToRules(run.engine() == null ? List.of() : EnginePod.failureRules(permanent))
        .build();
  }

  private PodSpec podSpec(TaskRun run) {
    var spec =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withServiceAccountName(serviceAccount(run.template()))
            .withImagePullSecrets(
                settings.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
            .withNewSecurityContext()
            .withRunAsNonRoot(true)
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile()
            .endSecurityContext()
            .addNewContainer()
            .withName(CONTAINER)
            .withImage(run.image())
            .withImagePullPolicy(settings.imagePullPolicy())
            .withArgs(
                run.name().label(),
                "--task",
                TASK_DIRECTORY + "/task.json",
                "--termination-log",
                TERMINATION_LOG)
            .withEnv(environment(run))
            .withResources(resources(run.template()))
            .withTerminationMessagePath(TERMINATION_LOG)
            .withTerminationMessagePolicy("File")
            .withNewSecurityContext()
            .withAllowPrivilegeEscalation(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities()
            .endSecurityContext()
            .addNewVolumeMount()
            .withName("task")
            .withMountPath(TASK_DIRECTORY)
            .withReadOnly(true)
            .endVolumeMount()
            .addNewVolumeMount()
            .withName("scratch")
            .withMountPath("/tmp")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("task")
            .withNewConfigMap()
            .withName(run.jobName())
            .endConfigMap()
            .endVolume()
            .addNewVolume()
            .withName("scratch")
            .withNewEmptyDir()
            .endEmptyDir()
            .endVolume()
            .build();
    place(spec, run.template());
    if (run.engine() != null) {
      EnginePod.extend(spec, run.engine(), run.fits(), resources(run.template()));
    }
    return spec;
  }

  private static void place(PodSpec spec, JobTemplate template) {
    if (template == null) {
      return;
    }
    spec.setNodeSelector(template.nodeSelector());
    spec.setPriorityClassName(template.priorityClassName());
    spec.setRuntimeClassName(template.runtimeClassName());
    if (template.affinity() != null) {
      spec.setAffinity(
          Serialization.unmarshal(Serialization.asJson(template.affinity()), Affinity.class));
    }
    if (template.tolerations() != null) {
      spec.setTolerations(
          template.tolerations().stream()
              .map(
                  t ->
                      new TolerationBuilder()
                          .withKey(t.key())
                          .withOperator(t.operator())
                          .withValue(t.value())
                          .withEffect(t.effect())
                          .withTolerationSeconds(t.tolerationSeconds())
                          .build())
              .toList());
    }
  }

  private String serviceAccount(JobTemplate template) {
    return template != null && template.serviceAccountName() != null
        ? template.serviceAccountName()
        : settings.serviceAccountName();
  }

  /** The resources of a task's container. */
  ResourceRequirements resources(JobTemplate template) {
    return template != null && template.resources() != null
        ? requirements(template.resources())
        : settings.resources();
  }

  private static ResourceRequirements requirements(Resources resources) {
    return new ResourceRequirementsBuilder()
        .withRequests(Objects.requireNonNullElse(resources.requests(), Map.<String, Quantity>of()))
        .withLimits(Objects.requireNonNullElse(resources.limits(), Map.<String, Quantity>of()))
        .build();
  }

  private static Map<String, String> podAnnotations(JobTemplate template) {
    return template == null || template.annotations() == null
        ? Map.of()
        : new TreeMap<>(template.annotations());
  }

  private List<EnvVar> environment(TaskRun run) {
    var variables = new ArrayList<EnvVar>();
    variables.add(new EnvVarBuilder().withName("LOG_FORMAT").withValue("json").build());
    if (settings.objectStorageEndpoint() != null) {
      variables.add(
          new EnvVarBuilder()
              .withName("AWS_ENDPOINT_URL_S3")
              .withValue(settings.objectStorageEndpoint())
              .build());
    }
    if (settings.modelSizeLimit() != null) {
      variables.add(
          new EnvVarBuilder()
              .withName("MODEL_MAX_BYTES")
              .withValue(settings.modelSizeLimit().toString())
              .build());
    }
    new TreeMap<>(run.credentials())
        .forEach(
            (prefix, credentials) -> {
              if (credentials != null) {
                variables.add(key(prefix, credentials, "AWS_ACCESS_KEY_ID", false));
                variables.add(key(prefix, credentials, "AWS_SECRET_ACCESS_KEY", false));
                variables.add(key(prefix, credentials, "AWS_SESSION_TOKEN", true));
              }
            });
    return variables;
  }

  private static EnvVar key(String prefix, Credentials credentials, String key, boolean optional) {
    return new EnvVarBuilder()
        .withName(prefix + "_" + key)
        .withNewValueFrom()
        .withNewSecretKeyRef(key, credentials.secretRef().name(), optional ? Boolean.TRUE : null)
        .endValueFrom()
        .build();
  }
}
