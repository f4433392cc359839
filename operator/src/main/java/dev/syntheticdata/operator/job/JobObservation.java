package dev.syntheticdata.operator.job;

import dev.syntheticdata.operator.status.Reason;
import dev.syntheticdata.task.TaskResult;
import java.util.List;

/** What a task's Job and its pods say. */
public sealed interface JobObservation {

  /** There is no Job of that name. */
  record Absent() implements JobObservation {}

  /** There is a Job of that name, but it is not ours. */
  record Foreign(String message) implements JobObservation {}

  /** It is being deleted; another can be made when it is gone. */
  record Leaving() implements JobObservation {}

  /**
   * It is at work.
   *
   * @param waiting what its pods wait for; null where they run
   */
  record Running(String waiting) implements JobObservation {}

  /**
   * It is complete and each of its pods reported.
   *
   * @param results one for each completion, in their order
   */
  record Succeeded(List<TaskResult> results) implements JobObservation {}

  /** It is complete, but a report is gone with its pod: the task must be run again to repeat it. */
  record ReportLost() implements JobObservation {}

  /**
   * It failed for good.
   *
   * @param reason why
   * @param message why, for people
   */
  record Failed(Reason reason, String message) implements JobObservation {}
}
