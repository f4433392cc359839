package dev.syntheticdata.operator.version;

import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.EventRecorder;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.job.TaskRunner;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.OverwriteProtection;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.List;

/** What the lives of versions of both kinds have in common. */
public final class VersionLife {

  private final TaskRunner runner;
  private final EventRecorder events;

  public VersionLife(TaskRunner runner, EventRecorder events) {
    this.runner = runner;
    this.events = events;
  }

  /**
   * Whether nothing is left to do. Jobs whose results the status holds are let go.
   *
   * @param phase where the version is by its status; null where that does not say
   * @param tasks its tasks by its status; null where that has none
   * @param jobs its Jobs, from the cache
   */
  public boolean isOver(Phase phase, List<TaskStatus> tasks, Collection<Job> jobs) {
    runner.releaseRecorded(jobs, tasks);
    return phase != null && phase.isTerminal();
  }

  /**
   * Tells how a version ended, and what hinders it before.
   *
   * @param before its conditions by its status; null where that says nothing
   * @param after its conditions from now on
   * @param progress where its task stands
   */
  public void announce(
      HasMetadata version, List<Condition> before, List<Condition> after, TaskProgress progress) {
    if (OverwriteProtection.isMissing(after) && !OverwriteProtection.isMissing(before)) {
      var reason = Reason.CONDITIONAL_WRITES_IGNORED;
      events.warning(version, reason, reason.meaning());
    }
    var ready = Conditions.find(after, Conditions.READY).orElseThrow();
    var reason = Reason.of(ready.getReason());
    if (Conditions.isTrue(after, Conditions.STALLED)) {
      events.warning(version, reason, ready.getMessage());
    } else if (Conditions.isTrue(after, Conditions.READY)) {
      events.normal(version, reason, ready.getMessage());
    } else if (progress instanceof TaskProgress.Working working
        && working.reason() != Reason.PROGRESSING) {
      events.warning(version, working.reason(), working.message());
    }
  }
}
