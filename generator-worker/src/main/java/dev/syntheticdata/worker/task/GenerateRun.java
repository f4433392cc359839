package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.Format;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.table.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the model, never the source, and writes one shard's part files. */
public final class GenerateRun implements TaskRun<GenerateTask> {

  private static final Logger LOGGER = LoggerFactory.getLogger(GenerateRun.class);

  /** The variable by which an Indexed Job tells a pod its number. */
  static final String INDEX = "JOB_COMPLETION_INDEX";

  /** Name of a shard's result document. */
  public static String document(int shard) {
    return String.format(Locale.ROOT, "generate-%05d.json", shard);
  }

  @Override
  public TaskResult run(GenerateTask task, TaskEnvironment environment) throws IOException {
    int shard = shard(task, environment);
    try (var store = environment.stores().open(task.output(), StoreRole.STORAGE)) {
      var version = new VersionStore(store, task.output(), task.context());
      var finished = version.finished(document(shard));
      return finished.isPresent()
          ? finished.get()
          : generate(
              task,
              shard,
              ConditionedModel.of(
                  new FittedObjects(task.model(), environment).model(task.modelDigest()),
                  task.conditions()),
              version);
    }
  }

  private static TaskResult generate(
      GenerateTask task, int shard, SynthesizerModel model, VersionStore version)
      throws IOException {
    var generator = new PartGenerator(model, task.rows(), task.seed(), format(task.format()));
    int from = Partitioning.firstPart(task.rows(), task.shards(), shard);
    int to = Partitioning.firstPart(task.rows(), task.shards(), shard + 1);
    var objects = new ArrayList<ObjectDigest>();
    try (var work = new WorkDirectory()) {
      generator.write(
          from,
          to,
          work.path(),
          (written, file) -> {
            objects.add(version.put(written, file));
            Files.delete(file);
            LOGGER
                .atInfo()
                .addKeyValue("part", written.path())
                .addKeyValue("rows", written.rows())
                .addKeyValue("bytes", written.size())
                .log("Part written");
          });
    }
    long rows = objects.stream().mapToLong(ObjectDigest::rows).sum();
    var generated =
        new TaskResult.Generate(
            shard, rows, to - from, ConditionedModel.conditioning(model), generator.candidates());
    return version.finish(document(shard), result(task, generated), objects);
  }

  /** What the task reports of a shard. */
  static TaskResult result(GenerateTask task, TaskResult.Generate generated) {
    return TaskResult.done(task.context().versionUid(), generated);
  }

  /** The number of the shard that this pod is to write. */
  static int shard(GenerateTask task, TaskEnvironment environment) {
    String index = environment.variables().apply(INDEX);
    try {
      int shard = index == null ? 0 : Integer.parseInt(index);
      if (shard >= 0 && shard < task.shards()) {
        return shard;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new InvalidInputException(
        "%s is '%s'; it must be a number from 0 to %d".formatted(INDEX, index, task.shards() - 1));
  }

  static FileFormat format(Format format) {
    return switch (format) {
      case CSV -> FileFormat.CSV;
      case PARQUET -> FileFormat.PARQUET;
    };
  }
}
