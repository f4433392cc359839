package dev.syntheticdata.local.job;

import dev.syntheticdata.local.job.JobAction.CreatePod;
import dev.syntheticdata.local.job.JobAction.DeleteJob;
import dev.syntheticdata.local.job.JobAction.DeletePod;
import dev.syntheticdata.local.job.JobConditions.Outcome;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what the Job controller does next, from nothing but the Job, its pods and the time; so a
 * controller that was restarted goes on where the last one stopped.
 *
 * <p>Follows the behaviour of the Kubernetes Job controller (batch/v1, as of 1.31) with these
 * simplifications: no success policy; pods carry no tracking finalizer, so a finished pod that
 * somebody deletes before it was counted is not counted; a pod that is being deleted is replaced
 * when it is gone, whatever the pod replacement policy says.
 */
public final class JobDecider {
  private final RetryDelay retryDelay;

  public JobDecider(RetryDelay retryDelay) {
    this.retryDelay = Objects.requireNonNull(retryDelay, "retryDelay");
  }

  /**
   * @param job the Job as read, with spec; status may be absent
   * @param pods every pod that the Job controls, in any phase
   * @param now the time; status times are cut to whole seconds
   */
  public JobDecision decide(Job job, List<Pod> pods, Instant now) {
    JobStatus before = Objects.requireNonNullElseGet(job.getStatus(), JobStatus::new);
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return new JobDecision(before, List.of(), Optional.empty());
    }
    JobPlan plan = JobPlan.of(job.getSpec());
    JobConditions conditions = new JobConditions(before, now);
    Optional<JobCondition> ending = conditions.ending();
    if (ending.isPresent()) {
      return keepUntilExpired(plan, before, ending.get(), now);
    }
    PodTally tally = PodTally.of(plan, FailurePolicy.of(job.getSpec()), before, pods);
    JobStatus status = counts(before, plan, tally);
    Optional<Outcome> outcome = conditions.announced().or(() -> outcome(plan, tally, before, now));
    if (outcome.isPresent()) {
      return end(status, conditions, outcome.get(), tally, now);
    }
    return plan.suspended()
        ? suspend(status, conditions, tally)
        : run(plan, status, conditions, tally, now);
  }

  private static JobDecision keepUntilExpired(
      JobPlan plan, JobStatus status, JobCondition ending, Instant now) {
    if (plan.ttl().isEmpty()) {
      return new JobDecision(status, List.of(), Optional.empty());
    }
    Instant expiry = KubernetesTime.parse(ending.getLastTransitionTime()).plus(plan.ttl().get());
    return now.isBefore(expiry)
        ? new JobDecision(status, List.of(), Optional.of(expiry))
        : new JobDecision(status, List.of(new DeleteJob()), Optional.empty());
  }

  private static JobStatus counts(JobStatus before, JobPlan plan, PodTally tally) {
    JobStatusBuilder status =
        new JobStatusBuilder(before)
            .withActive(positive(tally.active().size()))
            .withSucceeded(positive(tally.succeededCount(plan)))
            .withFailed(positive(tally.failedCount()))
            .withReady(tally.readyCount())
            .withTerminating(tally.terminating().size());
    if (plan.indexed()) {
      status.withCompletedIndexes(text(tally.completedIndexes()));
      if (plan.backoffLimitPerIndex().isPresent()) {
        status.withFailedIndexes(IndexSet.format(tally.failedIndexes()));
      }
    }
    return status.build();
  }

  /** The API leaves these counters out when they are zero. */
  private static Integer positive(int count) {
    return count == 0 ? null : count;
  }

  private static String text(java.util.SortedSet<Integer> indexes) {
    return indexes.isEmpty() ? null : IndexSet.format(indexes);
  }

  private static Optional<Outcome> outcome(
      JobPlan plan, PodTally tally, JobStatus before, Instant now) {
    if (tally.fatal().isPresent()) {
      return Optional.of(Outcome.failed("PodFailurePolicy", tally.fatal().get()));
    }
    if (tally.failedCount() > plan.backoffLimit() || restartedTooOften(plan, tally)) {
      return Optional.of(
          Outcome.failed("BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    }
    if (!plan.suspended() && deadline(plan, before).filter(end -> !now.isBefore(end)).isPresent()) {
      return Optional.of(
          Outcome.failed("DeadlineExceeded", "Job was active longer than specified deadline"));
    }
    return failedIndexes(plan, tally).or(() -> completion(plan, tally));
  }

  private static boolean restartedTooOften(JobPlan plan, PodTally tally) {
    int restarts = tally.restarts();
    return restarts > 0 && restarts >= plan.backoffLimit();
  }

  private static Optional<Instant> deadline(JobPlan plan, JobStatus status) {
    return status.getStartTime() == null
        ? Optional.empty()
        : plan.deadline().map(KubernetesTime.parse(status.getStartTime())::plus);
  }

  private static Optional<Outcome> failedIndexes(JobPlan plan, PodTally tally) {
    int failed = tally.failedIndexes().size();
    if (plan.maxFailedIndexes().isPresent() && failed > plan.maxFailedIndexes().getAsInt()) {
      return Optional.of(
          Outcome.failed(
              "MaxFailedIndexesExceeded",
              "Job has exceeded the specified maximal number of failed indexes"));
    }
    boolean allDecided = failed + tally.completedIndexes().size() >= plan.indexCount();
    return failed > 0 && allDecided
        ? Optional.of(Outcome.failed("FailedIndexes", "Job has failed indexes"))
        : Optional.empty();
  }

  private static Optional<Outcome> completion(JobPlan plan, PodTally tally) {
    int succeeded = tally.succeededCount(plan);
    boolean complete =
        plan.completions().isPresent()
            ? succeeded >= plan.completions().getAsInt()
            : succeeded > 0 && tally.active().isEmpty();
    return complete ? Optional.of(Outcome.completed()) : Optional.empty();
  }

  private static JobDecision end(
      JobStatus status, JobConditions conditions, Outcome outcome, PodTally tally, Instant now) {
    conditions.announce(outcome);
    if (tally.active().isEmpty() && tally.terminating().isEmpty()) {
      conditions.seal(outcome);
      if (outcome.success()) {
        status.setCompletionTime(KubernetesTime.format(now));
      }
    }
    // A Job may end before it was ever seen running, for instance with zero completions.
    if (status.getStartTime() == null && !conditions.suspended()) {
      status.setStartTime(KubernetesTime.format(now));
    }
    status.setConditions(conditions.asList());
    return new JobDecision(status, deletionsOf(tally.active()), Optional.empty());
  }

  private static JobDecision suspend(JobStatus status, JobConditions conditions, PodTally tally) {
    conditions.suspend();
    status.setStartTime(null);
    status.setConditions(conditions.asList());
    return new JobDecision(status, deletionsOf(tally.active()), Optional.empty());
  }

  private JobDecision run(
      JobPlan plan, JobStatus status, JobConditions conditions, PodTally tally, Instant now) {
    if (conditions.suspended()) {
      conditions.resume();
    }
    if (status.getStartTime() == null) {
      status.setStartTime(KubernetesTime.format(now));
    }
    status.setConditions(conditions.asList());
    PodPlan pods = plan.indexed() ? indexedPods(plan, tally, now) : plainPods(plan, tally, now);
    Optional<Instant> wakeAt = earliest(pods.wakeAt(), deadline(plan, status));
    return new JobDecision(status, pods.actions(), wakeAt);
  }

  private record PodPlan(List<JobAction> actions, Optional<Instant> wakeAt) {}

  private PodPlan plainPods(JobPlan plan, PodTally tally, Instant now) {
    int active = tally.active().size();
    int wanted = wanted(plan, tally, active);
    if (active > wanted) {
      return new PodPlan(
          deletionsOf(leastValuable(tally.active(), active - wanted)), Optional.empty());
    }
    int missing = wanted - active - tally.terminating().size();
    Optional<Instant> retryAt = tally.retryAt(retryDelay).filter(now::isBefore);
    if (missing <= 0 || retryAt.isPresent()) {
      return new PodPlan(List.of(), missing > 0 ? retryAt : Optional.empty());
    }
    List<JobAction> creations = new ArrayList<>();
    for (int i = 0; i < missing; i++) {
      creations.add(CreatePod.unindexed());
    }
    return new PodPlan(creations, Optional.empty());
  }

  private static int wanted(JobPlan plan, PodTally tally, int active) {
    int succeeded = tally.succeededCount(plan);
    if (plan.completions().isEmpty()) {
      return succeeded > 0 ? active : plan.parallelism();
    }
    int open = plan.completions().getAsInt() - succeeded - tally.failedIndexes().size();
    return Math.min(plan.parallelism(), open);
  }

  private PodPlan indexedPods(JobPlan plan, PodTally tally, Instant now) {
    Set<Integer> taken = new HashSet<>();
    List<Pod> useful = new ArrayList<>();
    List<Pod> surplus = new ArrayList<>();
    for (Pod pod : tally.active()) {
      boolean needed =
          PodTally.index(pod).stream().anyMatch(i -> open(plan, tally, i) && taken.add(i));
      (needed ? useful : surplus).add(pod);
    }
    tally.terminating().forEach(pod -> PodTally.index(pod).ifPresent(taken::add));
    int wanted = wanted(plan, tally, useful.size());
    surplus.addAll(leastValuable(useful, useful.size() - wanted));
    List<JobAction> actions = new ArrayList<>(deletionsOf(surplus));
    Optional<Instant> wakeAt =
        createIndexes(plan, tally, now, taken, wanted - useful.size(), actions);
    return new PodPlan(actions, wakeAt);
  }

  private static boolean open(JobPlan plan, PodTally tally, int index) {
    return index < plan.indexCount()
        && !tally.completedIndexes().contains(index)
        && !tally.failedIndexes().contains(index);
  }

  /**
   * Fills up to {@code places} with the lowest indexes that may start now; returns when the next
   * one may.
   */
  private Optional<Instant> createIndexes(
      JobPlan plan,
      PodTally tally,
      Instant now,
      Set<Integer> taken,
      int places,
      List<JobAction> actions) {
    Optional<Instant> wakeAt = Optional.empty();
    boolean perIndex = plan.backoffLimitPerIndex().isPresent();
    Optional<Instant> shared = perIndex ? Optional.empty() : tally.retryAt(retryDelay);
    int left = places;
    for (int index = 0; index < plan.indexCount() && left > 0; index++) {
      if (taken.contains(index) || !open(plan, tally, index)) {
        continue;
      }
      Optional<Instant> retryAt = perIndex ? tally.retryAt(retryDelay, index) : shared;
      if (retryAt.filter(now::isBefore).isPresent()) {
        wakeAt = earliest(wakeAt, retryAt);
      } else {
        actions.add(CreatePod.indexed(index, perIndex ? tally.failuresOfIndex(index) : 0));
        left--;
      }
    }
    return wakeAt;
  }

  /** Pods to give up first: those that do not run yet, then the youngest. */
  private static List<Pod> leastValuable(List<Pod> pods, int count) {
    Comparator<Pod> pendingFirst =
        Comparator.comparing(pod -> PodTally.phase(pod).equals("Running"));
    Comparator<Pod> youngestFirst =
        Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()).reversed();
    return pods.stream()
        .sorted(
            pendingFirst
                .thenComparing(youngestFirst)
                .thenComparing(pod -> pod.getMetadata().getName()))
        .limit(Math.max(count, 0))
        .toList();
  }

  private static List<JobAction> deletionsOf(List<Pod> pods) {
    return pods.stream().<JobAction>map(pod -> new DeletePod(pod.getMetadata().getName())).toList();
  }

  private static Optional<Instant> earliest(Optional<Instant> a, Optional<Instant> b) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(a.get().isBefore(b.get()) ? a.get() : b.get())
        : a.or(() -> b);
  }
}
