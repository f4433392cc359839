package dev.syntheticdata.operator.job;

import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.TaskMemory;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.MemoryEstimate;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;

/** What tasks are expected to need of memory, beside what their pods may use. */
final class TaskMemories {

  private TaskMemories() {}

  /** The memory of a task; null for one that needs little, or of which nothing is known. */
  static TaskMemory of(TaskRun run, ResourceRequirements resources) {
    Quantity limit =
        resources == null || resources.getLimits() == null
            ? null
            : resources.getLimits().get("memory");
    String shown = limit == null ? null : limit.toString();
    if (run.document() instanceof FitTask fit) {
      long cells = limit == null ? 0 : cells(fit.engine(), limit);
      return cells == 0 ? null : new TaskMemory(null, shown, cells);
    }
    long heap = heap(run);
    return heap == 0
        ? null
        : new TaskMemory(MemoryEstimate.quantity(MemoryEstimate.container(heap)), shown, null);
  }

  private static long cells(Engine engine, Quantity limit) {
    return MemoryEstimate.cells(engine.kind(), MemoryEstimate.heap(bytes(limit)));
  }

  /** Bytes of heap that a task on known rows needs; 0 where they are not known. */
  private static long heap(TaskRun run) {
    if (!(run.owner() instanceof SyntheticDatasetVersion version)) {
      return 0;
    }
    var model = version.getSpec().generatorVersion().model();
    if (model.columns() == null) {
      return 0;
    }
    if (run.document() instanceof GenerateTask task) {
      return MemoryEstimate.generate(task.rows(), model.columns());
    }
    if (run.document() instanceof EvaluateTask task) {
      return MemoryEstimate.evaluate(
          task.rows() + orZero(model.trainRows()) + orZero(model.holdoutRows()), model.columns());
    }
    return 0;
  }

  private static long orZero(Long rows) {
    return rows == null ? 0 : rows;
  }

  /** Why a task would not have enough; null where it has. */
  static String tooLow(TaskStatus task) {
    var memory = task.memory();
    if (memory == null || memory.estimate() == null || memory.limit() == null) {
      return null;
    }
    if (bytes(Quantity.parse(memory.estimate())) <= bytes(Quantity.parse(memory.limit()))) {
      return null;
    }
    return "the "
        + task.name()
        + " Job is expected to need "
        + memory.estimate()
        + " of memory and may use "
        + memory.limit()
        + ": raise job.resources.limits.memory";
  }

  private static long bytes(Quantity quantity) {
    return quantity.getNumericalAmount().longValue();
  }
}
