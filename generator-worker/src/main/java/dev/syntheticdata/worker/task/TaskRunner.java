package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.MemoryEstimate;
import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.failure.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a task document and reports how it ended, whatever happens. */
public final class TaskRunner {

  private static final Logger LOGGER = LoggerFactory.getLogger(TaskRunner.class);

  private final TaskEnvironment environment;

  public TaskRunner(TaskEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Runs the task in a file.
   *
   * @param terminationLog where to write the result; null for nowhere
   * @return how it ended
   */
  public <T extends Task> ExitCode run(
      TaskName name, Class<T> type, TaskRun<T> run, Path document, Path terminationLog) {
    TaskResult result = result(name, type, run, document);
    LOGGER
        .atInfo()
        .addKeyValue("task", name.label())
        .addKeyValue("outcome", result.outcome().reason())
        .log("Task ended");
    if (terminationLog != null) {
      try {
        Files.write(terminationLog, TerminationMessage.of(result));
      } catch (IOException e) {
        LOGGER.atError().setCause(e).log("The termination log cannot be written");
      }
    }
    return result.outcome();
  }

  private <T extends Task> TaskResult result(
      TaskName name, Class<T> type, TaskRun<T> run, Path document) {
    String versionUid = null;
    try {
      T task = read(type, document);
      versionUid = task.context().versionUid();
      LOGGER
          .atInfo()
          .addKeyValue("task", name.label())
          .addKeyValue("namespace", task.context().namespace())
          .addKeyValue("owner", task.context().owner())
          .addKeyValue("version", task.context().version())
          .log("Task started");
      return run.run(task, environment);
    } catch (WorkerException e) {
      LOGGER
          .atError()
          .addKeyValue("task", name.label())
          .addKeyValue("reason", e.exitCode().reason())
          .log(e.getMessage());
      return TaskResult.failed(name, versionUid, e.exitCode(), e.getMessage());
    } catch (OutOfMemoryError e) {
      LOGGER.atError().setCause(e).addKeyValue("task", name.label()).log("Out of memory");
      return TaskResult.failed(
          name,
          versionUid,
          ExitCode.INTERNAL,
          "%s of heap were not enough: raise job.resources.limits.memory"
              .formatted(MemoryEstimate.quantity(Runtime.getRuntime().maxMemory())));
    } catch (Exception | LinkageError e) {
      LOGGER.atError().setCause(e).addKeyValue("task", name.label()).log("Task failed");
      return TaskResult.failed(
          name,
          versionUid,
          ExitCode.INTERNAL,
          e.getClass().getName() + ": " + e.getMessage() + "; the pod's log has the stack trace");
    }
  }

  private static <T extends Task> T read(Class<T> type, Path document) throws IOException {
    try {
      Task task = TaskJson.readTask(Files.readString(document));
      if (type.isInstance(task)) {
        return type.cast(task);
      }
      throw new InvalidInputException(
          "%s is a %s, and this command runs a %s"
              .formatted(document, task.getClass().getSimpleName(), type.getSimpleName()));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new InvalidInputException(
          document + ": there is no such file; check that the task is mounted", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          document + ": " + e.getMessage() + "; the worker may be older than the operator", e);
    }
  }
}
