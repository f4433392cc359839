package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Job's spec with the defaults of the Kubernetes API filled in, so that the decisions hold
 * whether or not the API server has written them.
 *
 * @param indexed whether each completion has its own index
 * @param completions successes wanted; empty for a work queue, where one success and no active pod
 *     completes the Job
 * @param parallelism pods at once, at least 0
 * @param backoffLimit failures beyond which the Job fails
 * @param backoffLimitPerIndex failures of one index beyond which that index fails; empty without
 *     such a limit
 * @param maxFailedIndexes failed indexes beyond which the Job fails at once; empty without such a
 *     limit
 * @param deadline longest time the Job may be active
 * @param suspended whether no pod may run now
 * @param ttl how long a finished Job is kept
 */
record JobPlan(
    boolean indexed,
    OptionalInt completions,
    int parallelism,
    int backoffLimit,
    OptionalInt backoffLimitPerIndex,
    OptionalInt maxFailedIndexes,
    Optional<Duration> deadline,
    boolean suspended,
    Optional<Duration> ttl) {
  private static final int DEFAULT_BACKOFF_LIMIT = 6;

  static JobPlan of(JobSpec spec) {
    boolean neitherGiven = spec.getCompletions() == null && spec.getParallelism() == null;
    OptionalInt perIndex = optional(spec.getBackoffLimitPerIndex());
    int defaultLimit = perIndex.isPresent() ? Integer.MAX_VALUE : DEFAULT_BACKOFF_LIMIT;
    return new JobPlan(
        "Indexed".equals(spec.getCompletionMode()),
        neitherGiven ? OptionalInt.of(1) : optional(spec.getCompletions()),
        Objects.requireNonNullElse(spec.getParallelism(), 1),
        Objects.requireNonNullElse(spec.getBackoffLimit(), defaultLimit),
        perIndex,
        optional(spec.getMaxFailedIndexes()),
        Optional.ofNullable(spec.getActiveDeadlineSeconds()).map(Duration::ofSeconds),
        Boolean.TRUE.equals(spec.getSuspend()),
        Optional.ofNullable(spec.getTtlSecondsAfterFinished()).map(Duration::ofSeconds));
  }

  /** Number of indexes of an Indexed Job. */
  int indexCount() {
    return completions.orElse(0);
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
