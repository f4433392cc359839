package dev.syntheticdata.operator.job;

import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a Job and its pods. Pure: no client in sight. */
public final class JobObserver {

  private static final String COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";

  /** Containers of a pod that are the operator's: others may be added to it on its way. */
  private static final Set<String> OWN =
      Set.of(EnginePod.PREPARE, EnginePod.ENGINE, JobFactory.CONTAINER);

  /** Why a container waits that will not start without help. */
  private static final Set<String> STUCK =
      Set.of(
          "CreateContainerConfigError",
          "CreateContainerError",
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "RunContainerError");

  private JobObserver() {}

  /**
   * What the Job of a run says.
   *
   * @param run the run
   * @param job the Job of its name; null where there is none
   * @param pods pods that may be the Job's; others are passed over
   */
  public static JobObservation observe(TaskRun run, Job job, Collection<Pod> pods) {
    if (job == null) {
      return new JobObservation.Absent();
    }
    if (!isOurs(run, job)) {
      return new JobObservation.Foreign(
          "a Job named "
              + run.jobName()
              + " exists that belongs to something else: delete or rename it");
    }
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return new JobObservation.Leaving();
    }
    var own = pods.stream().filter(pod -> isOwnedBy(pod, job)).toList();
    if (condition(job, "Complete").isPresent()) {
      return succeeded(run, own);
    }
    var failed = condition(job, "Failed");
    if (failed.isPresent()) {
      return failed(run, failed.get(), own);
    }
    return new JobObservation.Running(waiting(job, own));
  }

  /** Whether the Job has ended, well or not. */
  public static boolean isFinished(Job job) {
    return condition(job, "Complete").isPresent() || condition(job, "Failed").isPresent();
  }

  private static boolean isOurs(TaskRun run, Job job) {
    boolean owned =
        job.getMetadata().getOwnerReferences().stream()
            .map(OwnerReference::getUid)
            .anyMatch(run.owner().getMetadata().getUid()::equals);
    var annotations = job.getMetadata().getAnnotations();
    return owned
        && annotations != null
        && run.inputHash().equals(annotations.get(Labels.INPUT_HASH));
  }

  private static boolean isOwnedBy(Pod pod, Job job) {
    return pod.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .anyMatch(job.getMetadata().getUid()::equals);
  }

  private static Optional<JobCondition> condition(Job job, String type) {
    if (job.getStatus() == null || job.getStatus().getConditions() == null) {
      return Optional.empty();
    }
    return job.getStatus().getConditions().stream()
        .filter(c -> type.equals(c.getType()) && "True".equals(c.getStatus()))
        .findFirst();
  }

  private static JobObservation succeeded(TaskRun run, List<Pod> pods) {
    var results = new TaskResult[run.completions()];
    for (var pod : pods) {
      int index = run.completions() == 1 ? 0 : index(pod);
      var result = report(run, pod).filter(r -> r.outcome() == ExitCode.DONE);
      if (result.isPresent() && index >= 0 && index < results.length) {
        results[index] = result.get();
      }
    }
    var list = new ArrayList<TaskResult>();
    for (var result : results) {
      if (result == null) {
        return new JobObservation.ReportLost();
      }
      list.add(result);
    }
    return new JobObservation.Succeeded(list);
  }

  private static int index(Pod pod) {
    var annotations = pod.getMetadata().getAnnotations();
    var text = annotations == null ? null : annotations.get(COMPLETION_INDEX);
    return text == null || !text.matches("[0-9]{1,9}") ? -1 : Integer.parseInt(text);
  }

  private static JobObservation failed(TaskRun run, JobCondition condition, List<Pod> pods) {
    if ("DeadlineExceeded".equals(condition.getReason())) {
      return new JobObservation.Failed(
          Reason.DEADLINE_EXCEEDED,
          "the "
              + run.name().label()
              + " Job ran longer than "
              + (EnginePod.timeout(run.engine(), run.fits()) == null
                  ? "job.activeDeadlineSeconds"
                  : "engine.container." + run.name().label() + ".timeoutSeconds")
              + ": raise it, or give the Job more resources or shards");
    }
    var last =
        pods.stream()
            .filter(pod -> terminated(pod).filter(t -> t.getExitCode() != 0).isPresent())
            .max(Comparator.comparing(pod -> terminated(pod).map(JobObserver::end).orElse("")));
    var engine = last.flatMap(JobObserver::failedEngine);
    if (engine.isPresent()) {
      return EngineFailure.of(run, engine.get());
    }
    // A pod that reports success and then fails was not done: it is the exit code that counts.
    var result = last.flatMap(pod -> report(run, pod)).filter(r -> r.outcome() != ExitCode.DONE);
    if (result.isPresent()) {
      var reason = Reason.of(result.get().outcome().reason());
      var message = result.get().message();
      return new JobObservation.Failed(
          reason,
          message == null || message.isBlank()
              ? reason.meaning() + " The log says more: kubectl logs job/" + run.jobName()
              : message);
    }
    var exit = last.flatMap(JobObserver::terminated);
    return new JobObservation.Failed(Reason.INTERNAL_ERROR, silence(run, condition, exit));
  }

  private static String silence(
      TaskRun run, JobCondition condition, Optional<ContainerStateTerminated> exit) {
    if (exit.isEmpty()) {
      return "the " + run.name().label() + " Job failed: " + condition.getMessage();
    }
    if ("OOMKilled".equals(exit.get().getReason())) {
      return "the "
          + run.name().label()
          + " pod ran out of memory: raise job.resources.limits.memory";
    }
    return "the "
        + run.name().label()
        + " pod ended with exit code "
        + exit.get().getExitCode()
        + " and no report; its log says more: kubectl logs job/"
        + run.jobName();
  }

  private static String end(ContainerStateTerminated terminated) {
    return terminated.getFinishedAt() == null ? "" : terminated.getFinishedAt();
  }

  private static Optional<TaskResult> report(TaskRun run, Pod pod) {
    var message = terminated(pod).map(ContainerStateTerminated::getMessage);
    if (message.isEmpty()) {
      return Optional.empty();
    }
    try {
      var result = TaskJson.read(message.get(), TaskResult.class);
      boolean ours =
          result != null
              && result.task() == run.name()
              && run.document().context().versionUid().equals(result.versionUid())
              && result.outcome() != null
              && (result.outcome() != ExitCode.DONE || tellsWhatWasDone(result));
      return ours ? Optional.of(result) : Optional.empty();
    } catch (IllegalArgumentException e) {
      // Not a report: a pod that was killed while it wrote, or an image that is not the worker's.
      return Optional.empty();
    }
  }

  private static boolean tellsWhatWasDone(TaskResult result) {
    return switch (result.task()) {
      case FIT -> result.fit() != null;
      case GENERATE -> result.generate() != null;
      case EVALUATE -> result.evaluate() != null && result.evaluate().metrics() != null;
      case PUBLISH -> result.publish() != null;
      case PRUNE -> result.prune() != null;
    };
  }

  /** How the pod ended: by its first container that failed, or else by its worker. */
  private static Optional<ContainerStateTerminated> terminated(Pod pod) {
    return ended(pod)
        .filter(s -> s.getState().getTerminated().getExitCode() != 0)
        .findFirst()
        .or(() -> ended(pod).filter(s -> JobFactory.CONTAINER.equals(s.getName())).findFirst())
        .map(s -> s.getState().getTerminated());
  }

  /** The end of the engine, where it is what the pod failed by. */
  private static Optional<ContainerStateTerminated> failedEngine(Pod pod) {
    return ended(pod)
        .filter(s -> s.getState().getTerminated().getExitCode() != 0)
        .findFirst()
        .filter(s -> EnginePod.ENGINE.equals(s.getName()))
        .map(s -> s.getState().getTerminated());
  }

  /** The containers that the operator made and that ended, in the order in which they run. */
  private static Stream<ContainerStatus> ended(Pod pod) {
    return statuses(pod)
        .filter(s -> OWN.contains(s.getName()))
        .filter(s -> s.getState() != null && s.getState().getTerminated() != null);
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    if (pod.getStatus() == null) {
      return Stream.empty();
    }
    return Stream.of(
            pod.getStatus().getInitContainerStatuses(), pod.getStatus().getContainerStatuses())
        .filter(Objects::nonNull)
        .flatMap(List::stream);
  }

  private static String waiting(Job job, List<Pod> pods) {
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      var labels = job.getMetadata().getLabels();
      return labels != null && labels.containsKey(Labels.KUEUE_QUEUE)
          ? "the Job is queued: Kueue has not admitted it yet"
          : "the Job is suspended";
    }
    return pods.stream()
        .flatMap(pod -> Stream.concat(stuck(pod), unschedulable(pod)))
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> stuck(Pod pod) {
    return statuses(pod)
        .filter(s -> s.getState() != null && s.getState().getWaiting() != null)
        .filter(s -> STUCK.contains(s.getState().getWaiting().getReason()))
        .map(
            s ->
                EnginePod.ENGINE.equals(s.getName())
                    ? EngineFailure.describe(s.getState().getWaiting())
                    : describe(s.getState().getWaiting()));
  }

  private static String describe(ContainerStateWaiting waiting) {
    var message = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
    var remedy =
        waiting.getReason().contains("Config")
            ? "; create it in this namespace with the keys AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY"
            : "";
    return "the pod cannot start, " + waiting.getReason() + message + remedy;
  }

  private static Stream<String> unschedulable(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getConditions() == null
        ? Stream.empty()
        : pod.getStatus().getConditions().stream()
            .filter(
                c ->
                    "PodScheduled".equals(c.getType())
                        && "False".equals(c.getStatus())
                        && "Unschedulable".equals(c.getReason()))
            .map(c -> "the pod cannot be scheduled: " + c.getMessage());
  }
}
