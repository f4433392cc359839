package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.ConflictException;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * A fit that gives another model each time, because its noise is secret. The first model that an
 * attempt of the version wrote is the version's: a later attempt takes it, and so tells nothing
 * more of the source. What a fit reports is written before its model, under the model's digest, so
 * that whoever finds the model finds the report that belongs to it.
 */
final class UnrepeatableFit {

  private static final String MODEL = "model.json";

  private final VersionStore version;

  UnrepeatableFit(VersionStore version) {
    this.version = version;
  }

  /**
   * The version's fit.
   *
   * @param fit fits; called only where there is no model yet
   * @param objects takes what is there afterwards
   * @throws ConflictException if there is a model that no attempt of this version wrote
   */
  TaskResult.Fit run(Supplier<Fitting.Outcome> fit, List<ObjectDigest> objects) {
    byte[] model =
        version
            .find(MODEL)
            .orElseGet(
                () -> {
                  var outcome = fit.get();
                  version.put(
                      report(outcome.result().modelDigest()),
                      TaskJson.writePretty(outcome.result()).getBytes(StandardCharsets.UTF_8));
                  version.putOnce(MODEL, outcome.model());
                  // Where another attempt was first, its model stands and this one is forgotten.
                  return version.find(MODEL).orElse(outcome.model());
                });
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
    byte[] schema = Fitting.schemaDocument(ModelDocument.read(model, MODEL).schema());
    objects.add(new ObjectDigest(MODEL, model.length, digest, null));
    objects.add(version.put("schema.json", schema));
    objects.add(new ObjectDigest(report(digest), report.length, Digests.sha256(report), null));
    return TaskJson.read(new String(report, StandardCharsets.UTF_8), TaskResult.Fit.class);
  }

  private static String report(String modelDigest) {
    return "fit-" + modelDigest + ".json";
  }
}
