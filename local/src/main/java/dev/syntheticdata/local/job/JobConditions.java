package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of one Job while a decision is made about it. */
final class JobConditions {
  static final String COMPLETE = "Complete";
  static final String FAILED = "Failed";
  static final String SUSPENDED = "Suspended";
  private static final String SUCCESS_CRITERIA_MET = "SuccessCriteriaMet";
  private static final String FAILURE_TARGET = "FailureTarget";

  private final List<JobCondition> conditions;
  private final String now;

  /**
   * How a Job ends. It is announced by one condition and, once no pod is left running, sealed by
   * another.
   */
  record Outcome(boolean success, String reason, String message) {
    static Outcome completed() {
      return new Outcome(true, "CompletionsReached", "Reached expected number of succeeded pods");
    }

    static Outcome failed(String reason, String message) {
      return new Outcome(false, reason, message);
    }

    private String announcement() {
      return success ? SUCCESS_CRITERIA_MET : FAILURE_TARGET;
    }

    private String seal() {
      return success ? COMPLETE : FAILED;
    }
  }

  JobConditions(JobStatus status, Instant now) {
    this.conditions = new ArrayList<>(status.getConditions());
    this.now = KubernetesTime.format(now);
  }

  List<JobCondition> asList() {
    return conditions;
  }

  /** The condition that ended the Job, if it has ended. */
  Optional<JobCondition> ending() {
    return find(COMPLETE).or(() -> find(FAILED));
  }

  /** An outcome that was announced earlier; it is never revised. */
  Optional<Outcome> announced() {
    Optional<JobCondition> success = find(SUCCESS_CRITERIA_MET);
    return success
        .or(() -> find(FAILURE_TARGET))
        .map(c -> new Outcome(success.isPresent(), c.getReason(), c.getMessage()));
  }

  boolean suspended() {
    return find(SUSPENDED).isPresent();
  }

  void announce(Outcome outcome) {
    set(outcome.announcement(), "True", outcome.reason(), outcome.message());
  }

  void seal(Outcome outcome) {
    set(outcome.seal(), "True", outcome.reason(), outcome.message());
  }

  void suspend() {
    set(SUSPENDED, "True", "JobSuspended", "Job suspended");
  }

  void resume() {
    set(SUSPENDED, "False", "JobResumed", "Job resumed");
  }

  private Optional<JobCondition> find(String type) {
    return conditions.stream()
        .filter(c -> type.equals(c.getType()) && "True".equals(c.getStatus()))
        .findFirst();
  }

  private void set(String type, String status, String reason, String message) {
    boolean same =
        conditions.stream().anyMatch(c -> type.equals(c.getType()) && status.equals(c.getStatus()));
    if (same) {
      return;
    }
    conditions.removeIf(c -> type.equals(c.getType()));
    conditions.add(
        new JobConditionBuilder()
            .withType(type)
            .withStatus(status)
            .withReason(reason)
            .withMessage(message)
            .withLastProbeTime(now)
            .withLastTransitionTime(now)
            .build());
  }
}
