package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.FitTask;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.ConflictException;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.container.ContainerModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Supplier;

/**
 * A fit that gives another model each time, because its noise is secret or its engine another's.
 * The first model that an attempt of the version wrote is the version's: a later attempt takes it,
 * and so tells nothing more of the source. What a fit reports is written before its model, under
 * the model's digest, so that whoever finds the model finds the report that belongs to it.
 *
 * <p>Input is called invalid only where there is no model for certain, for then the version has
 * told nothing. Storage that refuses to answer may hold one: that is a conflict.
 */
final class UnrepeatableFit {

  private static final String MODEL = "model.json";

  private final FitTask task;
  private final TaskEnvironment environment;

  UnrepeatableFit(FitTask task, TaskEnvironment environment) {
    this.task = task;
    this.environment = environment;
  }

  /**
   * The version's fit.
   *
   * @param fit fits; called only where there is no model yet
   * @throws ConflictException if storage refuses to answer, or there is a model that no attempt of
   *     this version wrote
   */
  TaskResult run(Supplier<Fitting.Outcome> fit) {
    try (var store = stored(() -> environment.stores().open(task.output(), StoreRole.STORAGE))) {
      var version = new VersionStore(store, task.output(), task.context());
      var finished = stored(() -> version.finished(FitRun.DOCUMENT));
      if (finished.isPresent()) {
        return finished.get();
      }
      var standing = stored(() -> version.find(MODEL));
      var outcome = standing.isPresent() ? null : fit.get();
      return stored(() -> end(version, standing.orElseGet(() -> write(version, outcome))));
    }
  }

  /** Writes a model; where another attempt was first, its model stands and this is forgotten. */
  private static byte[] write(VersionStore version, Fitting.Outcome outcome) {
    version.put(
        report(outcome.result().modelDigest()),
        TaskJson.writePretty(outcome.result()).getBytes(StandardCharsets.UTF_8));
    version.putOnce(MODEL, outcome.model());
    return version.find(MODEL).orElse(outcome.model());
  }

  private TaskResult end(VersionStore version, byte[] model) {
    String digest = Digests.sha256(model);
    byte[] report =
        version
            .find(report(digest))
            .orElseThrow(
                () ->
                    new ConflictException(
                        "%s holds a model (sha256 %s) that no fit of this version wrote; remove it,"
                                .formatted(version.key(MODEL), digest)
                            + " or choose another prefix"));
    var read = ModelDocument.read(model, MODEL);
    var objects = new ArrayList<ObjectDigest>();
    objects.add(new ObjectDigest(MODEL, model.length, digest, null));
    if (read instanceof ContainerModel container) {
      objects.add(container.archive());
    }
    objects.add(version.put("schema.json", Fitting.schemaDocument(read.schema())));
    objects.add(new ObjectDigest(report(digest), report.length, Digests.sha256(report), null));
    var fit = TaskJson.read(new String(report, StandardCharsets.UTF_8), TaskResult.Fit.class);
    return version.finish(FitRun.DOCUMENT, FitRun.result(task, fit), objects);
  }

  private static <T> T stored(Supplier<T> access) {
    try {
      return access.get();
    } catch (InvalidInputException e) {
      throw new ConflictException(
          "storage does not tell whether there is a model of this version: " + e.getMessage());
    }
  }

  private static String report(String modelDigest) {
    return "fit-" + modelDigest + ".json";
  }
}
