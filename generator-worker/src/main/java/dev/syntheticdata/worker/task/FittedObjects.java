package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.storage.StoreRole;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.TableSchema;
import java.nio.file.Path;

/**
 * What a fit left in storage. It is used only where it is, byte for byte, what was recorded.
 *
 * @param path path of the generator version
 * @param environment the task's surroundings
 */
record FittedObjects(ObjectLocation path, TaskEnvironment environment) {

  /**
   * The model.
   *
   * @param recorded sha256 of its document
   * @throws InvalidInputException if it is missing, altered, or of a newer format
   */
  SynthesizerModel model(String recorded) {
    var location = path.resolve("model.json");
    return ModelDocument.read(read(location, "model", recorded), location.uri());
  }

  /**
   * The schema.
   *
   * @param recorded sha256 of its document
   * @throws InvalidInputException if it is missing or altered
   */
  TableSchema schema(String recorded) {
    var location = path.resolve("schema.json");
    return Fitting.readSchema(read(location, "schema", recorded), location.uri());
  }

  /**
   * Downloads an object that the model's document names.
   *
   * @throws InvalidInputException if it is missing or altered
   */
  void download(ObjectDigest object, Path file) {
    var location = path.resolve(object.path());
    try (var store = environment.stores().open(location, StoreRole.STORAGE)) {
      store.download(location.key(), file);
    }
    if (!Digests.sha256(file).equals(object.sha256())) {
      throw new InvalidInputException(
          "%s is not the one that was recorded: its sha256 should be %s; fit again"
              .formatted(location.uri(), object.sha256()));
    }
  }

  private byte[] read(ObjectLocation location, String what, String recorded) {
    try (var store = environment.stores().open(location, StoreRole.STORAGE)) {
      byte[] document = store.get(location.key());
      String digest = Digests.sha256(document);
      if (!digest.equals(recorded)) {
        throw new InvalidInputException(
            "%s is not the %s that was recorded: its sha256 is %s, recorded is %s; fit again"
                .formatted(location.uri(), what, digest, recorded));
      }
      return document;
    }
  }
}
