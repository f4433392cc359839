package dev.syntheticdata.operator.job;

import dev.syntheticdata.operator.Fixtures;
import dev.syntheticdata.operator.generatorversion.FitRun;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;

/**
 * Runs of tasks, and their Jobs and pods as the Job controller and the kubelet would leave them.
 */
final class TestJobs {

  static final String DIGEST = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  private TestJobs() {}

  /** The fit of the generator version of the fixtures. */
  static TaskRun fit() {
    return FitRun.of(Fixtures.generatorVersion(), "default");
  }

  /** A generation by that many shards, of the dataset version of the fixtures. */
  static TaskRun generate(int shards) {
    var version = Fixtures.datasetVersion();
    var metadata = version.getMetadata();
    var spec = version.getSpec();
    var context =
        new TaskContext(
            metadata.getNamespace(),
            spec.datasetRef().name(),
            spec.datasetRef().uid(),
            metadata.getName(),
            metadata.getUid(),
            1,
            metadata.getCreationTimestamp(),
            spec.workerImage(),
            "default");
    var place = new ObjectLocation(null, null, "synthetic", "v1", null);
    var task =
        new GenerateTask(
            context, place, DIGEST, spec.rows(), spec.seed(), spec.format(), shards, place, null);
    return new TaskRun(
        version,
        spec.datasetRef().name(),
        TaskName.GENERATE,
        metadata.getName() + "-generate",
        task,
        spec.inputHash(),
        shards,
        Map.of(),
        null,
        spec.workerImage(),
        null);
  }

  /** The Job as it is right after it was created. */
  static Job job(TaskRun run) {
    return new JobBuilder(new JobFactory(JobSettings.defaults()).job(run))
        .editMetadata()
        .withUid("job-uid")
        .endMetadata()
        .build();
  }

  static Job complete(Job job) {
    return ended(job, "Complete", null, null);
  }

  static Job failed(Job job, String reason, String message) {
    return ended(job, "Failed", reason, message);
  }

  private static Job ended(Job job, String type, String reason, String message) {
    return new JobBuilder(job)
        .withNewStatus()
        .addNewCondition()
        .withType("SuccessCriteriaMet")
        .withStatus("True")
        .endCondition()
        .addNewCondition()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .endCondition()
        .endStatus()
        .build();
  }

  /** A pod of a Job, in that state. */
  static Pod pod(Job job, String name, ContainerState state) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(job.getMetadata().getNamespace())
        .addToLabels("batch.kubernetes.io/job-name", job.getMetadata().getName())
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(job.getMetadata().getName())
        .withUid(job.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withNewStatus()
        .addNewContainerStatus()
        .withName(JobFactory.CONTAINER)
        .withState(state)
        .endContainerStatus()
        .endStatus()
        .build();
  }

  /** The same as the pod of that completion of an Indexed Job. */
  static Pod indexed(Pod pod, String index) {
    return new PodBuilder(pod)
        .editMetadata()
        .addToAnnotations("batch.kubernetes.io/job-completion-index", index)
        .endMetadata()
        .build();
  }

  static ContainerState running() {
    return new ContainerStateBuilder().withNewRunning().endRunning().build();
  }

  static ContainerState waiting(String reason, String message) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting()
        .build();
  }

  static ContainerState terminated(int exitCode, String reason, String message, String finishedAt) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(exitCode)
        .withReason(reason)
        .withMessage(message)
        .withFinishedAt(finishedAt)
        .endTerminated()
        .build();
  }

  /** A container that ended with that report. */
  static ContainerState reported(TaskResult result) {
    return terminated(
        result.outcome().code(),
        result.outcome() == ExitCode.DONE ? "Completed" : "Error",
        TaskJson.write(result),
        "2026-03-10T11:00:00Z");
  }

  static TaskResult fitted(TaskRun run) {
    var fit =
        new TaskResult.Fit(
            "sha256:m1", "sha256:s1", "sha256:c1", "sha256:h1", 800, 200, 5, null, null);
    return TaskResult.done(uid(run), fit).withDocumentDigest(DIGEST);
  }

  static TaskResult generated(TaskRun run, int shard, long rows) {
    var generate = new TaskResult.Generate(shard, rows, 1);
    return TaskResult.done(uid(run), generate)
        .withDocumentDigest(DIGEST.replace('0', Character.forDigit(shard, 10)));
  }

  static TaskResult failed(TaskRun run, ExitCode outcome, String message) {
    return TaskResult.failed(run.name(), uid(run), outcome, message);
  }

  private static String uid(TaskRun run) {
    return run.document().context().versionUid();
  }
}
