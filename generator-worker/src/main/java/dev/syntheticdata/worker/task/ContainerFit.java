package dev.syntheticdata.worker.task;

import dev.syntheticdata.api.v1alpha1.ColumnRole;
import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.task.engine.EngineContract;
import dev.syntheticdata.task.engine.EngineResult;
import dev.syntheticdata.task.engine.EngineTask;
import dev.syntheticdata.worker.engine.EngineDirectory;
import dev.syntheticdata.worker.engine.EngineTables;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.container.ContainerModel;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fit by an engine in a container, in two stages with the engine between them. The first reads
 * the source, splits it, and hands the rows that are not held out to the engine. The second stores
 * what the engine wrote as the version's model.
 */
final class ContainerFit {

  private static final String STATE = "fit.json";
  private static final long SEEDS = 2_000_000;

  private final FitTask task;
  private final TaskEnvironment environment;
  private final EngineStage.Places places;

  private ContainerFit(FitTask task, TaskEnvironment environment, EngineStage.Places places) {
    if (task.engine().container() == null) {
      throw new InvalidInputException(
          "--stage is for engine.container, and the task's engine is " + task.engine().kind());
    }
    this.task = task;
    this.environment = environment;
    this.places = places;
  }

  /** The stage before the engine. */
  static TaskRun<FitTask> prepare(EngineStage.Places places) {
    return (task, environment) -> new ContainerFit(task, environment, places).prepare();
  }

  /** The stage after the engine. */
  static TaskRun<FitTask> finish(EngineStage.Places places) {
    return (task, environment) -> new ContainerFit(task, environment, places).finish();
  }

  /**
   * What the first stage tells the second, where the engine cannot reach it.
   *
   * @param fit the report but for the model's digest
   * @param columns the columns of the rows
   * @param strings names of identifiers that are strings, whatever they are in the source
   */
  record State(TaskResult.Fit fit, List<ColumnSchema> columns, List<String> strings) {}

  private TaskResult prepare() throws IOException {
    try (var work = new WorkDirectory();
        var source = environment.stores().open(task.source(), StoreRole.SOURCE)) {
      Path file = work.path().resolve(FitRun.fileName(task.format(), task.source().key()));
      source.download(task.source().key(), file);
      var sides = Fitting.read(request(task, file));
      var train = sides.train();
      var schema = EngineTables.schema(train.schema());
      new EngineDirectory(places.data())
          .prepareFit(engineTask(train.rows()), new Table(schema, train.columns()));
      var fit =
          new TaskResult.Fit(
              null,
              Digests.sha256(file),
              Digests.sha256(Fitting.schemaDocument(schema)),
              sides.digest(),
              train.rows(),
              sides.holdout().rows(),
              schema.size(),
              null,
              null);
      Files.createDirectories(places.state());
      Files.writeString(
          places.state().resolve(STATE),
          TaskJson.write(new State(fit, schema.columns(), EngineTables.strings(train.schema()))));
      return FitRun.result(task, fit);
    }
  }

  private EngineTask engineTask(long rows) {
    var format = task.engine().container().effectiveFormat();
    return new EngineTask(
        EngineContract.VERSION,
        EngineTask.Kind.FIT,
        seed(task.seed(), 0),
        EngineContract.SCHEMA,
        EngineContract.MODEL,
        new EngineTask.Source(
            EngineDirectory.sourcePath(format),
            format,
            rows,
            FitRun.columns(task.columns(), ColumnRole.TARGET)),
        null);
  }

  /**
   * A seed that every library takes, 31 bits.
   *
   * @param row number of the first row that is made by it; 0 for a fit
   */
  static int seed(long seed, long row) {
    return (int) (new CellRandom(seed, SEEDS).bits(row) >>> 33);
  }

  private TaskResult finish() throws IOException {
    var state = TaskJson.read(Files.readString(places.state().resolve(STATE)), State.class);
    // An engine need not give the same model twice: the first that was stored is the version's.
    return new UnrepeatableFit(task, environment).run(() -> store(state));
  }

  private Fitting.Outcome store(State state) {
    var directory = new EngineDirectory(places.data());
    var result = directory.result();
    try (var work = new WorkDirectory();
        var store = environment.stores().open(task.output(), StoreRole.STORAGE)) {
      Path file = work.path().resolve("model.tar");
      directory.packModel(file);
      var archive = describe(file);
      new VersionStore(store, task.output(), task.context()).put(archive, file);
      var model = model(state, archive, result);
      byte[] bytes = ModelDocument.write(model);
      var fit = state.fit();
      return new Fitting.Outcome(
          bytes,
          Fitting.schemaDocument(model.schema()),
          null,
          model.limitations(),
          List.of(),
          new TaskResult.Fit(
              Digests.sha256(bytes),
              fit.sourceDigest(),
              fit.schemaDigest(),
              fit.holdoutDigest(),
              fit.trainRows(),
              fit.holdoutRows(),
              fit.columns(),
              null,
              null));
    }
  }

  /** Named by its content, so that a second attempt with another model meets no conflict. */
  private static ObjectDigest describe(Path file) {
    try {
      String sha256 = Digests.sha256(file);
      return new ObjectDigest("model-" + sha256 + ".tar", Files.size(file), sha256, null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ContainerModel model(State state, ObjectDigest archive, EngineResult said) {
    var engine = task.engine().container();
    return new ContainerModel(
        new TableSchema(state.columns()),
        state.fit().trainRows(),
        limitations(said, state.strings()),
        archive,
        EngineContract.VERSION,
        engine.image(),
        engine.claimsDeterminism(),
        said.name(),
        said.version(),
        FitRun.isText(task.format()));
  }

  private List<String> limitations(EngineResult said, List<String> strings) {
    var engine = task.engine().container();
    var limitations = new ArrayList<String>();
    limitations.add(
        "Made by an engine of its owner's, %s%s: what it does with the real data is not checked."
            .formatted(
                engine.image(),
                said.name() == null
                    ? ""
                    : " ("
                        + said.name()
                        + (said.version() == null ? "" : " " + said.version())
                        + ")"));
    if (!engine.namesDigest()) {
      limitations.add(
          "The engine's image is named by a tag, which can move: which program ran is not recorded."
              + " Name it by its digest.");
    }
    limitations.add(
        engine.claimsDeterminism()
            ? "Rows depend on the number of shards."
            : "Rows depend on the number of shards, and cannot be made again from model and seed:"
                + " the engine does not say that it is deterministic.");
    strings.forEach(
        name ->
            limitations.add(
                "Column '%s': new identifiers need not fit the type of the source: they are strings in Parquet."
                    .formatted(name)));
    limitations.addAll(said.limitations());
    return limitations;
  }

  private static Fitting.Request request(FitTask task, Path file) {
    var request = FitRun.request(task, file);
    if (request.sequence() != null || !request.rules().isEmpty()) {
      throw new InvalidInputException(
          "spec.schema: sequence, constraints, pattern and personal are not handed to engine.container;"
              + " leave them out, and let the engine see to them");
    }
    return request;
  }
}
