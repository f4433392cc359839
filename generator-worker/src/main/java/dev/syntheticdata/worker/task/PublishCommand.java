package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.TaskName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code publish}. */
@Command(
    name = "publish",
    sortOptions = false,
    description = {
      "Move the pointer of a dataset, latest.json, to a version.",
      "",
      "Checks first that the manifest and every object in it are there as they were evaluated. The pointer never moves back to an older version.",
      "Runs on object storage only."
    })
public final class PublishCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TaskOptions task;

  @Override
  public Integer call() {
    task.requireTask(spec);
    return task.run(TaskName.PUBLISH, PublishTask.class, new PublishRun());
  }
}
