package dev.syntheticdata.operator.golden;

import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.job.TaskProgress;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import java.util.List;

/**
 * Where a task stands, as a golden file says it: done where there are results, failed where the
 * state is Failed, at work otherwise.
 *
 * @param task the task
 * @param status what is kept of it; null where nothing was started
 * @param reason why it is not done; null where it is
 * @param message why it is not done; null where it is
 * @param results what its pods reported
 */
public record ProgressFile(
    TaskName task, TaskStatus status, String reason, String message, List<TaskResult> results) {

  /** The same, as the operator has it. */
  public TaskProgress progress() {
    if (results != null) {
      return new TaskProgress.Done(status, results);
    }
    return status != null && status.state() == TaskStatus.State.FAILED
        ? new TaskProgress.Failed(status, Reason.of(reason), message)
        : new TaskProgress.Working(status, Reason.of(reason), message, 0);
  }
}
