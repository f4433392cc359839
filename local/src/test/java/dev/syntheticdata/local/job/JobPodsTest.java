package dev.syntheticdata.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.job.JobAction.CreatePod;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobPodsTest {
  private static final String INDEX = "batch.kubernetes.io/job-completion-index";

  @Test
  void thePodIsControlledByItsJob() {
    Pod pod = JobPods.build(job("fit"), CreatePod.unindexed(), new Random(1));
    assertThat(JobPods.controls("uid-of-fit", pod)).isTrue();
    assertThat(JobPods.controls("uid-of-another", pod)).isFalse();
    assertThat(JobPods.jobNameOf(pod)).isEqualTo("fit");
  }

  @Test
  void thePodKeepsTheTemplatesLabelsAndAnnotations() {
    Pod pod = JobPods.build(job("fit"), CreatePod.unindexed(), new Random(1));
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("app", "worker")
        .containsEntry("job-name", "fit");
    assertThat(pod.getMetadata().getAnnotations())
        .containsExactly(java.util.Map.entry("note", "kept"));
  }

  @Test
  void anIndexIsInNameHostnameLabelAnnotationAndEnvironmentOfEveryContainer() {
    Pod pod = JobPods.build(job("gen"), CreatePod.indexed(7, 0), new Random(1));
    assertThat(pod.getMetadata().getName()).matches("gen-7-[a-z0-9]{5}");
    assertThat(pod.getSpec().getHostname()).isEqualTo("gen-7");
    assertThat(pod.getMetadata().getLabels()).containsEntry(INDEX, "7");
    assertThat(pod.getMetadata().getAnnotations()).containsEntry(INDEX, "7");
    assertThat(pod.getSpec().getInitContainers().get(0).getEnv())
        .extracting(EnvVar::getName)
        .containsExactly("JOB_COMPLETION_INDEX");
    assertThat(pod.getSpec().getContainers().get(0).getEnv())
        .last()
        .satisfies(e -> assertThat(e.getName()).isEqualTo("JOB_COMPLETION_INDEX"))
        .satisfies(
            e ->
                assertThat(e.getValueFrom().getFieldRef().getFieldPath())
                    .isEqualTo("metadata.annotations['" + INDEX + "']"));
  }

  @Test
  void theJobsTemplateIsNotTouched() {
    Job job = job("gen");
    JobPods.build(job, CreatePod.indexed(7, 0), new Random(1));
    assertThat(job).isEqualTo(job("gen"));
  }

  @Test
  void theNumberOfEarlierFailuresIsNotedWhereTheyAreLimitedPerIndex() {
    Job job = job("gen");
    job.getSpec().setBackoffLimitPerIndex(3);
    Pod pod = JobPods.build(job, CreatePod.indexed(0, 2), new Random(1));
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry("batch.kubernetes.io/job-index-failure-count", "2");
  }

  @Test
  void aLongNameIsCutToTheLimitOfNames() {
    String name = "x".repeat(63);
    assertThat(
            JobPods.build(job(name), CreatePod.unindexed(), new Random(1)).getMetadata().getName())
        .hasSize(63);
  }

  private static Job job(String name) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .withUid("uid-of-" + name)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "worker")
        .addToAnnotations("note", "kept")
        .endMetadata()
        .withNewSpec()
        .addNewInitContainer()
        .withName("init")
        .endInitContainer()
        .addNewContainer()
        .withName("main")
        .addNewEnv()
        .withName("A")
        .withValue("1")
        .endEnv()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
