package dev.syntheticdata.bench;

import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import java.util.List;

/** What a worker reports that finds all as it should be, of {@link Fleet}'s datasets. */
final class Reports {

  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private Reports() {}

  static String of(TaskName task, String versionUid) {
    return TaskJson.write(result(task, versionUid).withDocumentDigest(DIGEST));
  }

  private static TaskResult result(TaskName task, String uid) {
    return switch (task) {
      case FIT ->
          TaskResult.done(
              uid, new TaskResult.Fit(DIGEST, DIGEST, DIGEST, DIGEST, 80, 20, 3, null, null));
      case GENERATE -> TaskResult.done(uid, new TaskResult.Generate(0, Fleet.ROWS, 1));
      case EVALUATE ->
          TaskResult.done(
              uid,
              new TaskResult.Evaluate(
                  DIGEST,
                  DIGEST,
                  List.of(new MetricResult(Metric.COLUMN_SHAPES, null, 0.95, null))));
      case PUBLISH -> TaskResult.done(uid, new TaskResult.Publish(DIGEST, "2026-01-01T00:00:00Z"));
      case PRUNE -> TaskResult.done(uid, new TaskResult.Prune(1));
    };
  }
}
