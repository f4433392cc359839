package dev.syntheticdata.local.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Jobs run as child processes, on whichever API server the subclass starts, with the Job controller
 * of local mode or that of Kubernetes.
 */
abstract class JobsRunContract extends EmulatedJobs {

  @Test
  void aJobRunsItsCommandToCompletion() throws Exception {
    create(job("simple", sh("echo hello; echo done > /dev/termination-log")));
    JobStatus status = awaitCondition("simple", "Complete").getStatus();
    assertThat(status.getSucceeded()).isEqualTo(1);
    assertThat(status.getCompletionTime()).isNotNull();
    Pod pod = onlyPodOf("simple");
    assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
    assertThat(terminated(pod).getMessage()).isEqualTo("done\n");
    assertThat(terminated(pod).getReason()).isEqualTo("Completed");
    assertThat(logOf(pod)).isEqualTo("hello\n");
  }

  @Test
  void aPodIsOwnedAndLabelledByItsJob() {
    Job job = create(job("labels", sh("true")));
    awaitCondition("labels", "Complete");
    Pod pod = onlyPodOf("labels");
    assertThat(pod.getMetadata().getName()).matches("labels-[a-z0-9]{5}");
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("batch.kubernetes.io/job-name", "labels")
        .containsEntry("batch.kubernetes.io/controller-uid", job.getMetadata().getUid())
        .containsEntry("app", "test");
    assertThat(pod.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(o -> assertThat(o.getController()).isTrue())
        .satisfies(o -> assertThat(o.getUid()).isEqualTo(job.getMetadata().getUid()));
  }

  @Test
  void anIndexedJobRunsEachIndexOnce() throws Exception {
    create(
        job(
            "indexed",
            sh("echo $JOB_COMPLETION_INDEX"),
            j ->
                j.editSpec()
                    .withCompletionMode("Indexed")
                    .withCompletions(3)
                    .withParallelism(2)
                    .endSpec()));
    assertThat(awaitCondition("indexed", "Complete").getStatus().getCompletedIndexes())
        .isEqualTo("0-2");
    List<Pod> pods = podsOf("indexed");
    assertThat(pods).hasSize(3);
    for (Pod pod : pods) {
      String index =
          pod.getMetadata().getAnnotations().get("batch.kubernetes.io/job-completion-index");
      assertThat(pod.getMetadata().getName()).startsWith("indexed-" + index + "-");
      assertThat(logOf(pod)).isEqualTo(index + "\n");
    }
  }

  @Test
  void aFailingJobIsRetriedUpToItsBackoffLimit() {
    create(job("failing", sh("exit 3"), j -> j.editSpec().withBackoffLimit(1).endSpec()));
    Job job = awaitCondition("failing", "Failed");
    assertThat(condition(job, "Failed").getReason()).isEqualTo("BackoffLimitExceeded");
    assertThat(job.getStatus().getFailed()).isEqualTo(2);
    assertThat(podsOf("failing")).hasSize(2).allMatch(p -> terminated(p).getExitCode() == 3);
  }

  @Test
  void anExitCodeOfTheFailurePolicyEndsTheJobWithoutRetry() {
    create(
        job(
            "invalid",
            sh("exit 2"),
            j ->
                j.editSpec()
                    .withNewPodFailurePolicy()
                    .addNewRule()
                    .withAction("FailJob")
                    .withNewOnExitCodes()
                    .withOperator("In")
                    .withValues(2)
                    .endOnExitCodes()
                    .endRule()
                    .endPodFailurePolicy()
                    .endSpec()));
    Job job = awaitCondition("invalid", "Failed");
    assertThat(condition(job, "Failed").getReason()).isEqualTo("PodFailurePolicy");
    assertThat(condition(job, "Failed").getMessage()).contains("failed with exit code 2");
    assertThat(podsOf("invalid")).hasSize(1);
  }

  @Test
  void aJobBeyondItsDeadlineIsEnded() {
    create(
        job(
            "slow",
            sh("exec sleep 600"),
            j -> j.editSpec().withActiveDeadlineSeconds(1L).endSpec()));
    Job job = awaitCondition("slow", "Failed");
    assertThat(condition(job, "Failed").getReason()).isEqualTo("DeadlineExceeded");
    await().atMost(LIMIT).until(() -> podsOf("slow").isEmpty());
  }

  @Test
  void suspendingEndsThePodsAndResumingStartsNewOnes() throws Exception {
    Path go = directory.resolve("go");
    create(job("paused", sh("until test -e " + go + "; do sleep 0.1; done")));
    awaitPod("paused", p -> "Running".equals(p.getStatus().getPhase()));
    edit("paused", j -> j.editSpec().withSuspend(true).endSpec());
    awaitCondition("paused", "Suspended");
    await().atMost(LIMIT).until(() -> podsOf("paused").isEmpty());
    Files.createFile(go);
    edit("paused", j -> j.editSpec().withSuspend(false).endSpec());
    assertThat(awaitCondition("paused", "Complete").getStatus().getFailed()).isNull();
  }

  @Test
  void aFinishedJobIsRemovedAfterItsTimeToLive() {
    create(job("short", sh("true"), j -> j.editSpec().withTtlSecondsAfterFinished(0).endSpec()));
    await().atMost(LIMIT).until(() -> get("short") == null);
  }

  @Test
  void aContainerWaitsForAMissingSecretAndRunsWhenItAppears() throws Exception {
    Container container =
        new ContainerBuilder(sh("echo $PASSWORD"))
            .addNewEnv()
            .withName("PASSWORD")
            .withNewValueFrom()
            .withNewSecretKeyRef("password", "credentials", false)
            .endValueFrom()
            .endEnv()
            .build();
    create(job("waits", container));
    Pod waiting =
        awaitPod(
            "waits",
            p ->
                !p.getStatus().getContainerStatuses().isEmpty()
                    && waitingReason(p).equals("CreateContainerConfigError"));
    assertThat(
            waiting.getStatus().getContainerStatuses().get(0).getState().getWaiting().getMessage())
        .isEqualTo("secret \"credentials\" not found");
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("credentials")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData("password", Base64.getEncoder().encodeToString("s3cret".getBytes()))
                .build())
        .create();
    awaitCondition("waits", "Complete");
    assertThat(logOf(onlyPodOf("waits"))).isEqualTo("s3cret\n");
  }

  @Test
  void aConfigMapIsReadThroughItsMountPath() throws Exception {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("task")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .addToData("task.json", "{\"rows\":5}")
                .build())
        .create();
    Container container =
        new ContainerBuilder(sh("cat $0"))
            .addToCommand("/etc/task/task.json")
            .addNewVolumeMount()
            .withName("task")
            .withMountPath("/etc/task")
            .endVolumeMount()
            .build();
    create(
        job(
            "mounts",
            container,
            j ->
                j.editSpec()
                    .editTemplate()
                    .editSpec()
                    .addNewVolume()
                    .withName("task")
                    .withNewConfigMap()
                    .withName("task")
                    .endConfigMap()
                    .endVolume()
                    .endSpec()
                    .endTemplate()
                    .endSpec()));
    awaitCondition("mounts", "Complete");
    assertThat(logOf(onlyPodOf("mounts"))).isEqualTo("{\"rows\":5}");
  }

  @Test
  void initContainersRunFirstAndShareVolumes() throws Exception {
    Container init =
        new ContainerBuilder(sh("echo from-init > /scratch/file"))
            .withName("init")
            .addNewVolumeMount()
            .withName("work")
            .withMountPath("/scratch")
            .endVolumeMount()
            .build();
    Container main =
        new ContainerBuilder(init)
            .withName("main")
            .withCommand("sh", "-c", "cat /scratch/file")
            .build();
    create(
        job(
            "init",
            main,
            j ->
                j.editSpec()
                    .editTemplate()
                    .editSpec()
                    .addToInitContainers(init)
                    .addNewVolume()
                    .withName("work")
                    .withNewEmptyDir()
                    .endEmptyDir()
                    .endVolume()
                    .endSpec()
                    .endTemplate()
                    .endSpec()));
    awaitCondition("init", "Complete");
    assertThat(logOf(onlyPodOf("init"))).isEqualTo("from-init\n");
  }

  @Test
  void aJobSurvivesARestartOfTheEmulationWithoutAnExtraPod() throws Exception {
    create(job("earlier", sh("true")));
    awaitCondition("earlier", "Complete");
    stopEmulation();
    create(job("later", sh("true")));
    startEmulation();
    awaitCondition("later", "Complete");
    assertThat(podsOf("earlier")).hasSize(1);
  }

  @Test
  void aPodWhoseProcessEndedWithTheRunnerFailsAndIsReplaced() throws Exception {
    Path go = directory.resolve("go");
    create(job("lost", sh("until test -e " + go + "; do sleep 0.1; done")));
    awaitPod("lost", p -> "Running".equals(p.getStatus().getPhase()));
    stopEmulation();
    Files.createFile(go);
    startEmulation();
    Job job = awaitCondition("lost", "Complete");
    assertThat(job.getStatus().getFailed()).isEqualTo(1);
    assertThat(podsOf("lost"))
        .filteredOn(p -> "Failed".equals(p.getStatus().getPhase()))
        .singleElement()
        .satisfies(p -> assertThat(terminated(p).getReason()).isEqualTo("ContainerStatusUnknown"));
  }

  @Test
  void aKilledProcessIsAFailureAndIsReplaced() throws Exception {
    Path go = directory.resolve("go");
    create(job("killed", sh("until test -e " + go + "; do sleep 0.1; done")));
    long pid = pidOf(awaitPod("killed", p -> "Running".equals(p.getStatus().getPhase())));
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    Pod failed = awaitPod("killed", p -> "Failed".equals(p.getStatus().getPhase()));
    assertThat(terminated(failed).getExitCode()).isEqualTo(128 + 9);
    Files.createFile(go);
    assertThat(awaitCondition("killed", "Complete").getStatus().getFailed()).isEqualTo(1);
  }

  @Test
  void manyIndexesMakeExactlyOnePodEach() {
    create(
        job(
            "many",
            sh("true"),
            j ->
                j.editSpec()
                    .withCompletionMode("Indexed")
                    .withCompletions(20)
                    .withParallelism(6)
                    .endSpec()));
    assertThat(awaitCondition("many", "Complete").getStatus().getSucceeded()).isEqualTo(20);
    assertThat(podsOf("many"))
        .extracting(
            p -> p.getMetadata().getAnnotations().get("batch.kubernetes.io/job-completion-index"))
        .doesNotHaveDuplicates()
        .hasSize(20);
  }

  @Test
  void aDeletedPodsProcessIsEnded() throws Exception {
    create(job("deleted", sh("echo $$ > /dev/termination-log; exec sleep 600")));
    Pod pod = awaitPod("deleted", p -> "Running".equals(p.getStatus().getPhase()));
    long pid = pidOf(pod);
    client.batch().v1().jobs().inNamespace(NAMESPACE).withName("deleted").delete();
    client.resource(pod).delete();
    await()
        .atMost(LIMIT)
        .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    await().atMost(LIMIT).until(() -> podsOf("deleted").isEmpty());
  }

  @Test
  void closingTheRunnerEndsItsProcesses() {
    create(job("closing", sh("exec sleep 600")));
    long pid = pidOf(awaitPod("closing", p -> "Running".equals(p.getStatus().getPhase())));
    runner.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
