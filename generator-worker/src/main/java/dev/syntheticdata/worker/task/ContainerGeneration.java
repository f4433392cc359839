package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.task.GenerateTask;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.task.engine.EngineContract;
import dev.syntheticdata.task.engine.EngineTask;
import dev.syntheticdata.worker.engine.EngineDirectory;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.container.ContainerModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;

/**
 * A shard's rows by an engine in a container, in two stages with the engine between them. The first
 * hands the model to the engine, the second checks its rows and writes them as the part files of
 * the shard.
 */
final class ContainerGeneration {

  private final GenerateTask task;
  private final TaskEnvironment environment;
  private final EngineStage.Places places;
  private final int shard;

  private ContainerGeneration(
      GenerateTask task, TaskEnvironment environment, EngineStage.Places places) {
    this.task = task;
    this.environment = environment;
    this.places = places;
    this.shard = GenerateRun.shard(task, environment);
  }

  /** The stage before the engine. */
  static TaskRun<GenerateTask> prepare(EngineStage.Places places) {
    return (task, environment) -> new ContainerGeneration(task, environment, places).prepare();
  }

  /** The stage after the engine. */
  static TaskRun<GenerateTask> finish(EngineStage.Places places) {
    return (task, environment) -> new ContainerGeneration(task, environment, places).finish();
  }

  private TaskResult prepare() throws IOException {
    if (RowConditions.orNull(task.conditions()) != null) {
      throw new InvalidInputException(
          "spec.conditions: engine.container cannot be asked for conditions; leave them out, or use"
              + " another engine");
    }
    var fitted = new FittedObjects(task.model(), environment);
    var model = model(fitted);
    try (var work = new WorkDirectory()) {
      Path archive = work.path().resolve("model.tar");
      fitted.download(model.archive(), archive);
      new EngineDirectory(places.data()).prepareGeneration(engineTask(), model.schema(), archive);
    }
    return GenerateRun.result(task, new TaskResult.Generate(shard, 0, 0));
  }

  private EngineTask engineTask() {
    return new EngineTask(
        EngineContract.VERSION,
        EngineTask.Kind.GENERATE,
        ContainerFit.seed(task.seed(), firstRow()),
        EngineContract.SCHEMA,
        EngineContract.MODEL,
        null,
        new EngineTask.Output(
            EngineContract.OUT, rows(), firstRow(), shard, task.shards(), task.rows()));
  }

  private ContainerModel model(FittedObjects fitted) {
    if (fitted.model(task.modelDigest()) instanceof ContainerModel model) {
      return model;
    }
    throw new InvalidInputException(
        task.model().uri() + ": the model is not that of an engine in a container; fit again");
  }

  private TaskResult finish() throws IOException {
    try (var store = environment.stores().open(task.output(), StoreRole.STORAGE)) {
      var version = new VersionStore(store, task.output(), task.context());
      var finished = version.finished(GenerateRun.document(shard));
      return finished.isPresent() ? finished.get() : write(version);
    }
  }

  private TaskResult write(VersionStore version) throws IOException {
    var model = model(new FittedObjects(task.model(), environment));
    Table rows = new EngineDirectory(places.data()).rows(model.schema(), rows(), model.untyped());
    var objects = new ArrayList<ObjectDigest>();
    try (var work = new WorkDirectory()) {
      for (int part = firstPart(shard); part < firstPart(shard + 1); part++) {
        Path file = work.path().resolve("part");
        var written = write(part, rows, file);
        // Rows that an engine need not make again are those that were stored first.
        objects.add(
            model.deterministic() ? version.put(written, file) : version.putOnce(written, file));
        Files.delete(file);
      }
    }
    return version.finish(
        GenerateRun.document(shard),
        GenerateRun.result(task, new TaskResult.Generate(shard, rows.rows(), objects.size())),
        objects);
  }

  private ObjectDigest write(int part, Table rows, Path file) throws IOException {
    var format = GenerateRun.format(task.format());
    int from = (int) (firstRow(part) - firstRow());
    int to = (int) (firstRow(part + 1) - firstRow());
    Table cut = rows.select(IntStream.range(from, to).toArray());
    try (var writer = TableWriter.open(file, format, cut.schema())) {
      writer.write(cut);
    }
    return new ObjectDigest(
        Partitioning.partPath(part, format.extension()),
        Files.size(file),
        Digests.sha256(file),
        (long) to - from);
  }

  private int firstPart(int ofShard) {
    return Partitioning.firstPart(task.rows(), task.shards(), ofShard);
  }

  private long firstRow(int part) {
    return Math.min(task.rows(), part * Partitioning.partRows(task.rows()));
  }

  private long firstRow() {
    return firstRow(firstPart(shard));
  }

  private long rows() {
    return firstRow(firstPart(shard + 1)) - firstRow();
  }
}
