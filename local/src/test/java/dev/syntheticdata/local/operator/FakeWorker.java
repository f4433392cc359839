package dev.syntheticdata.local.operator;

import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.PruneTask;
import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers tasks at once, as a worker would that finds all as it should be. */
public final class FakeWorker {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private final Map<Metric, Double> metrics = new ConcurrentHashMap<>();
  private final List<String> pruned = new CopyOnWriteArrayList<>();

  /** One that finds that columns have the shapes they should. */
  public FakeWorker() {
    metrics.put(Metric.COLUMN_SHAPES, 0.95);
  }

  /** Paths that were to be deleted. */
  List<String> prunedPaths() {
    return pruned;
  }

  /** What evaluations find from now on. */
  void finds(Metric metric, double value) {
    metrics.put(metric, value);
  }

  TaskResult run(Task task, int index) {
    return result(task, task.context().versionUid(), index).withDocumentDigest(DIGEST);
  }

  private TaskResult result(Task task, String uid, int index) {
    if (task instanceof FitTask) {
      return TaskResult.done(
          uid, new TaskResult.Fit(DIGEST, DIGEST, DIGEST, DIGEST, 80, 20, 3, null, null));
    }
    if (task instanceof GenerateTask generate) {
      return TaskResult.done(uid, shard(generate, index));
    }
    if (task instanceof EvaluateTask) {
      var found =
          metrics.entrySet().stream()
              .map(e -> new MetricResult(e.getKey(), null, e.getValue(), null))
              .toList();
      return TaskResult.done(uid, new TaskResult.Evaluate(DIGEST, DIGEST, List.copyOf(found)));
    }
    if (task instanceof PublishTask publish) {
      return TaskResult.done(
          uid, new TaskResult.Publish(publish.manifestDigest(), "2026-01-01T00:00:00Z"));
    }
    if (task instanceof PruneTask prune) {
      prune.paths().forEach(path -> pruned.add(path.key()));
      return TaskResult.done(uid, new TaskResult.Prune(1));
    }
    throw new IllegalArgumentException("no such task");
  }

  private static TaskResult.Generate shard(GenerateTask task, int index) {
    int first = Partitioning.firstPart(task.rows(), task.shards(), index);
    int end = Partitioning.firstPart(task.rows(), task.shards(), index + 1);
    long partRows = Partitioning.partRows(task.rows());
    long rows = Math.min(task.rows(), end * partRows) - first * partRows;
    return new TaskResult.Generate(index, rows, end - first);
  }
}
