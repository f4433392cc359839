package dev.syntheticdata.local.job;

import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the observed state of one Job.
 *
 * @param status the Job's status as it should be stored now; it counts the pods before {@code
 *     actions}
 * @param actions what to do once the status is stored, in this order
 * @param wakeAt when to decide again even if nothing changes: a deadline, a retry delay or a time
 *     to live ends
 */
public record JobDecision(JobStatus status, List<JobAction> actions, Optional<Instant> wakeAt) {
  public JobDecision {
    actions = List.copyOf(actions);
  }
}
