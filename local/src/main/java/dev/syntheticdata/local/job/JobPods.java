package dev.syntheticdata.local.job;

import dev.syntheticdata.local.job.JobAction.CreatePod;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Builds the pods of a Job from its template, as the Kubernetes Job controller does, and recognises
 * them.
 */
final class JobPods {
  static final String JOB_NAME_LABEL = "batch.kubernetes.io/job-name";
  private static final String CONTROLLER_UID_LABEL = "batch.kubernetes.io/controller-uid";
  private static final String FAILURE_COUNT_ANNOTATION =
      "batch.kubernetes.io/job-index-failure-count";
  private static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";
  // No vowels and no look-alikes, so that a name never spells a word.
  private static final String SUFFIX_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int NAME_LIMIT = 63;

  private JobPods() {}

  static Pod build(Job job, CreatePod creation, RandomGenerator random) {
    String jobName = job.getMetadata().getName();
    String base =
        creation.index().isPresent() ? jobName + "-" + creation.index().getAsInt() : jobName;
    Pod pod =
        new PodBuilder()
            .withMetadata(
                metadata(
                    job,
                    creation,
                    cut(base, NAME_LIMIT - SUFFIX_LENGTH - 1) + "-" + suffix(random)))
            .withSpec(new PodSpecBuilder(job.getSpec().getTemplate().getSpec()).build())
            .build();
    if (creation.index().isPresent()) {
      pod.getSpec().setHostname(cut(base, NAME_LIMIT));
      addIndexVariable(pod.getSpec().getInitContainers());
      addIndexVariable(pod.getSpec().getContainers());
    }
    return pod;
  }

  private static ObjectMeta metadata(Job job, CreatePod creation, String name) {
    String jobName = job.getMetadata().getName();
    String uid = job.getMetadata().getUid();
    ObjectMeta template = job.getSpec().getTemplate().getMetadata();
    ObjectMetaBuilder metadata =
        (template == null ? new ObjectMetaBuilder() : new ObjectMetaBuilder(template))
            .withName(name)
            .withNamespace(job.getMetadata().getNamespace())
            .addToLabels(JOB_NAME_LABEL, jobName)
            .addToLabels("job-name", jobName)
            .addToLabels(CONTROLLER_UID_LABEL, uid)
            .addToLabels("controller-uid", uid)
            .addNewOwnerReference()
            .withApiVersion("batch/v1")
            .withKind("Job")
            .withName(jobName)
            .withUid(uid)
            .withController(true)
            .withBlockOwnerDeletion(true)
            .endOwnerReference();
    if (creation.index().isPresent()) {
      String index = Integer.toString(creation.index().getAsInt());
      metadata.addToAnnotations(PodTally.INDEX_KEY, index).addToLabels(PodTally.INDEX_KEY, index);
    }
    if (job.getSpec().getBackoffLimitPerIndex() != null) {
      metadata.addToAnnotations(
          FAILURE_COUNT_ANNOTATION, Integer.toString(creation.failuresOfIndex()));
    }
    return metadata.build();
  }

  private static void addIndexVariable(List<Container> containers) {
    for (Container container : containers) {
      boolean given = container.getEnv().stream().anyMatch(e -> INDEX_VARIABLE.equals(e.getName()));
      if (!given) {
        List<EnvVar> env = new ArrayList<>(container.getEnv());
        env.add(
            new EnvVarBuilder()
                .withName(INDEX_VARIABLE)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath("metadata.annotations['" + PodTally.INDEX_KEY + "']")
                .endFieldRef()
                .endValueFrom()
                .build());
        container.setEnv(env);
      }
    }
  }

  /** Whether the Job of this uid controls the pod. */
  static boolean controls(String jobUid, Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            owner -> Boolean.TRUE.equals(owner.getController()) && jobUid.equals(owner.getUid()));
  }

  /** The name of the Job that controls a pod, or null. */
  static String jobNameOf(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(o -> Boolean.TRUE.equals(o.getController()) && "Job".equals(o.getKind()))
        .map(OwnerReference::getName)
        .findFirst()
        .orElse(null);
  }

  static Map<String, String> selector(Job job) {
    return Map.of("job-name", job.getMetadata().getName());
  }

  private static String suffix(RandomGenerator random) {
    StringBuilder suffix = new StringBuilder(SUFFIX_LENGTH);
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      suffix.append(SUFFIX_ALPHABET.charAt(random.nextInt(SUFFIX_ALPHABET.length())));
    }
    return suffix.toString();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
