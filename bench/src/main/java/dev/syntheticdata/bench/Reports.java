package dev.syntheticdata.bench;

import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.ExitCode;
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
    return TaskJson.write(
        switch (task) {
          case FIT ->
              result(
                  task,
                  versionUid,
                  new TaskResult.Fit(DIGEST, DIGEST, DIGEST, DIGEST, 80, 20, 3, null, null),
                  null,
                  null,
                  null,
                  null);
          case GENERATE ->
              result(
                  task,
                  versionUid,
                  null,
                  new TaskResult.Generate(0, Fleet.ROWS, 1),
                  null,
                  null,
                  null);
          case EVALUATE ->
              result(
                  task,
                  versionUid,
                  null,
                  null,
                  new TaskResult.Evaluate(
                      DIGEST,
                      DIGEST,
                      List.of(new MetricResult(Metric.COLUMN_SHAPES, null, 0.95, null))),
                  null,
                  null);
          case PUBLISH ->
              result(
                  task,
                  versionUid,
                  null,
                  null,
                  null,
                  new TaskResult.Publish(DIGEST, "2026-01-01T00:00:00Z"),
                  null);
          case PRUNE -> result(task, versionUid, null, null, null, null, new TaskResult.Prune(1));
        });
  }

  private static TaskResult result(
      TaskName task,
      String versionUid,
      TaskResult.Fit fit,
      TaskResult.Generate generate,
      TaskResult.Evaluate evaluate,
      TaskResult.Publish publish,
      TaskResult.Prune prune) {
    return new TaskResult(
        task, versionUid, ExitCode.DONE, null, DIGEST, fit, generate, evaluate, publish, prune);
  }
}
