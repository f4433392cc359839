package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.TaskResult;
import java.util.List;

/** Where a task stands after it was looked at. */
public sealed interface TaskProgress {

  /** What to keep of it in the version's status. */
  TaskStatus status();

  /** Seconds after which to look again although nothing may have happened; 0 for not at all. */
  default int retrySeconds() {
    return 0;
  }

  /**
   * It is not done.
   *
   * @param reason why
   * @param message what it does or waits for
   * @param retrySeconds when to look again although nothing may have happened; 0 for not at all
   */
  record Working(TaskStatus status, Reason reason, String message, int retrySeconds)
      implements TaskProgress {}

  /** It is done. */
  record Done(TaskStatus status, List<TaskResult> results) implements TaskProgress {}

  /** It failed for good. */
  record Failed(TaskStatus status, Reason reason, String message) implements TaskProgress {}
}
