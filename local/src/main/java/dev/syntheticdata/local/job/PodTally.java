package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The pods of one Job, sorted by what they mean for it.
 *
 * <p>A pod that is being deleted is neither active nor failed: it holds its place until it is gone
 * and is then replaced without counting against the backoff limit. What the Job's status has
 * counted before is not forgotten when the pods are gone.
 */
final class PodTally {
  static final String INDEX_KEY = "batch.kubernetes.io/job-completion-index";

  private final List<Pod> active = new ArrayList<>();
  private final List<Pod> terminating = new ArrayList<>();
  private final List<Pod> succeeded = new ArrayList<>();
  private final List<Pod> failed = new ArrayList<>();
  private final Map<Integer, List<Pod>> failedByIndex = new HashMap<>();
  private final SortedSet<Integer> completedIndexes = new TreeSet<>();
  private final SortedSet<Integer> failedIndexes = new TreeSet<>();
  private final int countedSucceeded;
  private final int countedFailed;
  private String fatal;

  private PodTally(JobPlan plan, FailurePolicy policy, JobStatus counted, List<Pod> pods) {
    pods.forEach(pod -> sort(plan, policy, pod));
    if (plan.indexed()) {
      completedIndexes.addAll(IndexSet.parse(counted.getCompletedIndexes(), plan.indexCount()));
      failedIndexes.addAll(IndexSet.parse(counted.getFailedIndexes(), plan.indexCount()));
      plan.backoffLimitPerIndex()
          .ifPresent(
              limit ->
                  failedByIndex.forEach(
                      (index, failures) -> {
                        if (failures.size() > limit) {
                          failedIndexes.add(index);
                        }
                      }));
      failedIndexes.removeAll(completedIndexes);
    }
    this.countedSucceeded = Objects.requireNonNullElse(counted.getSucceeded(), 0);
    this.countedFailed = Objects.requireNonNullElse(counted.getFailed(), 0);
  }

  static PodTally of(JobPlan plan, FailurePolicy policy, JobStatus counted, List<Pod> pods) {
    return new PodTally(plan, policy, counted, pods);
  }

  private void sort(JobPlan plan, FailurePolicy policy, Pod pod) {
    boolean leaving = pod.getMetadata().getDeletionTimestamp() != null;
    switch (phase(pod)) {
      case "Succeeded" -> {
        succeeded.add(pod);
        index(pod).ifPresent(i -> addIfInRange(completedIndexes, i, plan));
      }
      case "Failed" -> {
        if (!leaving) {
          judge(plan, policy, pod);
        }
      }
      default -> (leaving ? terminating : active).add(pod);
    }
  }

  private void judge(JobPlan plan, FailurePolicy policy, Pod pod) {
    FailurePolicy.Verdict verdict = policy.judge(pod);
    if (verdict instanceof FailurePolicy.Verdict.Ignore) {
      return;
    }
    failed.add(pod);
    index(pod).ifPresent(i -> failedByIndex.computeIfAbsent(i, k -> new ArrayList<>()).add(pod));
    if (verdict instanceof FailurePolicy.Verdict.FailJob fatalVerdict && fatal == null) {
      fatal = fatalVerdict.message();
    } else if (verdict instanceof FailurePolicy.Verdict.FailIndex) {
      index(pod).ifPresent(i -> addIfInRange(failedIndexes, i, plan));
    }
  }

  private static void addIfInRange(SortedSet<Integer> indexes, int index, JobPlan plan) {
    if (index < plan.indexCount()) {
      indexes.add(index);
    }
  }

  List<Pod> active() {
    return active;
  }

  List<Pod> terminating() {
    return terminating;
  }

  SortedSet<Integer> completedIndexes() {
    return completedIndexes;
  }

  SortedSet<Integer> failedIndexes() {
    return failedIndexes;
  }

  /** Why the failure policy ends the Job, if it does. */
  Optional<String> fatal() {
    return Optional.ofNullable(fatal);
  }

  int succeededCount(JobPlan plan) {
    return plan.indexed() ? completedIndexes.size() : Math.max(succeeded.size(), countedSucceeded);
  }

  int failedCount() {
    return Math.max(failed.size(), countedFailed);
  }

  int readyCount() {
    return (int) active.stream().filter(PodTally::isReady).count();
  }

  /**
   * Restarts of containers inside active pods: attempts too, where the pods restart their
   * containers themselves.
   */
  int restarts() {
    return active.stream()
        .map(Pod::getStatus)
        .filter(Objects::nonNull)
        .flatMap(
            s ->
                java.util.stream.Stream.concat(
                    s.getInitContainerStatuses().stream(), s.getContainerStatuses().stream()))
        .map(ContainerStatus::getRestartCount)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .sum();
  }

  int failuresOfIndex(int index) {
    return failedByIndex.getOrDefault(index, List.of()).size();
  }

  /**
   * When a replacement for the failed pods may start: after the delay that the latest failures in a
   * row ask for.
   */
  Optional<Instant> retryAt(RetryDelay delay) {
    Optional<Instant> lastSuccess =
        succeeded.stream().map(PodTally::finishTime).max(Comparator.naturalOrder());
    List<Instant> since =
        failed.stream()
            .map(PodTally::finishTime)
            .filter(t -> lastSuccess.isEmpty() || t.isAfter(lastSuccess.get()))
            .toList();
    return retryAt(delay, since);
  }

  /** As {@link #retryAt(RetryDelay)}, for one index. */
  Optional<Instant> retryAt(RetryDelay delay, int index) {
    return retryAt(
        delay,
        failedByIndex.getOrDefault(index, List.of()).stream().map(PodTally::finishTime).toList());
  }

  private static Optional<Instant> retryAt(RetryDelay delay, List<Instant> failures) {
    return failures.stream()
        .max(Comparator.naturalOrder())
        .map(last -> last.plus(delay.after(failures.size())));
  }

  static OptionalInt index(Pod pod) {
    Map<String, String> annotations = pod.getMetadata().getAnnotations();
    String text = annotations == null ? null : annotations.get(INDEX_KEY);
    if (text == null || !text.matches("\\d{1,9}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  static String phase(Pod pod) {
    PodStatus status = pod.getStatus();
    return status == null || status.getPhase() == null ? "Pending" : status.getPhase();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  /** When the last container ended; for a pod that never ran one, when it was created. */
  private static Instant finishTime(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getTerminated() != null)
        .map(state -> state.getTerminated().getFinishedAt())
        .filter(Objects::nonNull)
        .map(KubernetesTime::parse)
        .max(Comparator.naturalOrder())
        .orElseGet(() -> KubernetesTime.parse(pod.getMetadata().getCreationTimestamp()));
  }
}
