package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskName;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options by which a Job runs a command, instead of local files. */
public final class TaskOptions {

  @Option(
      names = "--task",
      paramLabel = "FILE",
      description = "In a cluster: the task document. All else comes from it.")
  private Path task;

  @Option(
      names = "--termination-log",
      paramLabel = "FILE",
      description = "In a cluster: where to report the result, less than 4 KiB of JSON.")
  private Path terminationLog;

  /** Whether the command is to run a task document. */
  public boolean isGiven() {
    return task != null;
  }

  /** Runs the task document; the exit code. */
  public <T extends Task> int run(TaskName name, Class<T> type, TaskRun<T> run) {
    return new TaskRunner(TaskEnvironment.ofProcess())
        .run(name, type, run, task, terminationLog)
        .code();
  }

  /** Fails where no task is given. */
  public void requireTask(CommandSpec spec) {
    if (task == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--task'");
    }
  }

  /** Fails where an option that local files need is missing: names and values in turn. */
  public void require(CommandSpec spec, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] == null) {
        throw new ParameterException(
            spec.commandLine(),
            "Missing required option: '" + namesAndValues[i] + "' (or give --task)");
      }
    }
  }
}
