package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.api.v1alpha1.Engine;
import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.api.v1alpha1.Holdout;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.PruneTask;
import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.Task;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.Copy;
import dev.syntheticdata.worker.storage.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Task documents for tests, and the way a Job runs them: a file in, a termination log out. */
final class Tasks {

  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final S3Server s3;
  private final Path directory;

  Tasks(S3Server s3, Path directory) {
    this.s3 = s3;
    this.directory = directory;
  }

  static String csv(int rows) {
    return "id,age,group,score\n"
        + IntStream.range(0, rows)
            .mapToObj(
                i ->
                    "P%04d,%d,%s,%s"
                        .formatted(
                            i,
                            20 + i * 7 % 50,
                            List.of("a", "b", "c").get(i % 3),
                            i * 13 % 100 / 10.0))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  static TaskContext context(String owner, String version, long revision) {
    return new TaskContext(
        "ns",
        owner,
        "uid-" + owner,
        version,
        "uid-" + version,
        revision,
        "2026-03-01T00:00:00Z",
        "worker:1",
        "test");
  }

  FitTask fit(String sourceKey, String output, ColumnDeclaration... columns) {
    return new FitTask(
        context("gen", "gen-v1", 1),
        s3.location(sourceKey),
        Format.CSV,
        Arrays.asList(columns),
        new Holdout(0.2, null),
        new Engine(null, new Engine.GaussianCopula(), null, null),
        1,
        s3.location(output));
  }

  static ColumnDeclaration target(String name) {
    return ColumnDeclaration.of(name, null, ColumnRole.TARGET);
  }

  GenerateTask generate(
      String model, String digest, long rows, Format format, int shards, String output) {
    return new GenerateTask(
        context("ds", "ds-v1", 1),
        s3.location(model),
        digest,
        rows,
        7,
        format,
        shards,
        s3.location(output),
        null);
  }

  /** The same task under conditions. */
  static GenerateTask with(GenerateTask task, RowConditions conditions) {
    return Copy.of(task).with("conditions", conditions).make();
  }

  /** Uploads a version of one object with its manifest, and gives the task that publishes it. */
  PublishTask version(String dataset, long revision) {
    String name = dataset + "-v" + revision;
    String path = dataset + "/v" + revision;
    byte[] part = ("rows of " + name).getBytes(StandardCharsets.UTF_8);
    s3.put(path + "/data/part-00000.csv", "rows of " + name);
    s3.put(
        path + "/evaluation.json",
        """
        {"schemaVersion": "1", "subject": {"title": "ds"},
         "columns": [{"name": "age", "type": "INTEGER", "missingSynthetic": 0.0}]}
        """);
    var manifest =
        new Manifest(
            "1",
            "ns/" + dataset,
            "uid-" + dataset,
            name,
            "uid-" + name,
            revision,
            "2026-03-01T00:00:00Z",
            null,
            1,
            1,
            Format.CSV,
            "worker:1",
            "fingerprint",
            List.of(
                new ObjectDigest("data/part-00000.csv", part.length, Digests.sha256(part), 1L)));
    String text = TaskJson.write(manifest);
    s3.put(path + "/manifest.json", text);
    return new PublishTask(
        context(dataset, name, revision),
        s3.location(path),
        Digests.sha256(text.getBytes(StandardCharsets.UTF_8)),
        s3.location(dataset + "/latest.json"));
  }

  PruneTask prune(String pointer, String... paths) {
    return new PruneTask(
        context("ds", "ds-v1", 1),
        Arrays.stream(paths).map(s3::location).toList(),
        pointer == null ? null : s3.location(pointer));
  }

  TaskResult run(FitTask task) {
    return run(TaskName.FIT, FitTask.class, new FitRun(), task, Map.of());
  }

  TaskResult run(GenerateTask task, int shard) {
    return run(
        TaskName.GENERATE,
        GenerateTask.class,
        new GenerateRun(),
        task,
        Map.of(GenerateRun.INDEX, Integer.toString(shard)));
  }

  List<TaskResult> runAllShards(GenerateTask task) {
    var results = new ArrayList<TaskResult>();
    for (int shard = 0; shard < task.shards(); shard++) {
      results.add(run(task, shard));
    }
    return results;
  }

  TaskResult run(PublishTask task) {
    return run(TaskName.PUBLISH, PublishTask.class, new PublishRun(), task, Map.of());
  }

  TaskResult run(PruneTask task) {
    return run(TaskName.PRUNE, PruneTask.class, new PruneRun(), task, Map.of());
  }

  <T extends Task> TaskResult run(
      TaskName name, Class<T> type, TaskRun<T> run, Task task, Map<String, String> variables) {
    try {
      Path document = Files.writeString(directory.resolve("task.json"), TaskJson.write(task));
      Path log = directory.resolve("termination-log");
      Files.deleteIfExists(log);
      var environment =
          new TaskEnvironment(variables::get, s3.stores(), Clock.fixed(NOW, ZoneOffset.UTC));
      var exit = new TaskRunner(environment).run(name, type, run, document, log);
      var result = TaskJson.read(Files.readString(log), TaskResult.class);
      if (exit != result.outcome()) {
        throw new AssertionError("exit code " + exit + ", reported " + result.outcome());
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
