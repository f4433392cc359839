package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskResult;

/**
 * Runs tasks of one kind. A task that is run again finds what it has done already and reports it
 * again.
 */
@FunctionalInterface
public interface TaskRun<T extends Task> {

  /**
   * Runs a task to its end.
   *
   * @return what it reports
   * @throws dev.syntheticdata.worker.failure.WorkerException if it cannot be done, with the reason
   */
  TaskResult run(T task, TaskEnvironment environment) throws Exception;
}
