package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.PruneTask;
import dev.syntheticdata.task.TaskName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code prune}. */
@Command(
    name = "prune",
    sortOptions = false,
    description = {
      "Delete the objects under the paths of a task.",
      "",
      "Deletes the pointer latest.json as well where it leads into one of them. Run again, it deletes what is left.",
      "Runs on object storage only."
    })
public final class PruneCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TaskOptions task;

  @Override
  public Integer call() {
    task.requireTask(spec);
    return task.run(TaskName.PRUNE, PruneTask.class, new PruneRun());
  }
}
