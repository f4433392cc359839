package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.Task;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options by which a Job runs the worker before and after an engine in a container. */
public final class EngineStage {

  /** The stages of a pod: the engine runs between them. */
  enum Stage {
    prepare,
    finish
  }

  /**
   * Where the stages meet.
   *
   * @param data the directory that the engine sees
   * @param state a directory that it does not
   */
  record Places(Path data, Path state) {}

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      hidden = true,
      description = "In a cluster, with engine.container: prepare or finish.")
  private Stage stage;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      hidden = true,
      description = "What the engine sees.")
  private Path data;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      hidden = true,
      description = "What the stages share besides.")
  private Path state;

  /** The run that the options ask for. */
  <T extends Task> TaskRun<T> run(
      CommandSpec spec,
      TaskOptions task,
      TaskRun<T> whole,
      Function<Places, TaskRun<T>> prepare,
      Function<Places, TaskRun<T>> finish) {
    if (stage == null) {
      return whole;
    }
    task.require(spec, "--data", data, "--state", state);
    var places = new Places(data, state);
    return switch (stage) {
      case prepare -> prepare.apply(places);
      case finish -> finish.apply(places);
    };
  }
}
