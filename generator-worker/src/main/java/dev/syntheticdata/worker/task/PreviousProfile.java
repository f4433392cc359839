package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.EvaluateTask;
import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.Pointer;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.evaluation.drift.Profile;
import dev.syntheticdata.worker.storage.ObjectStore;
import dev.syntheticdata.worker.storage.StoreRole;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The profile of the version that is published while another is evaluated. It is compared with only
 * where it is, byte for byte, what the published manifest lists.
 *
 * @param profile the profile; null where there is none
 * @param message why not, for people
 */
record PreviousProfile(Profile profile, String message) {

  private static final Logger LOGGER = LoggerFactory.getLogger(PreviousProfile.class);

  /** Name of the object. */
  static final String OBJECT = "profile.json";

  static PreviousProfile of(EvaluateTask task, TaskEnvironment environment) {
    if (task.pointer() == null) {
      return missing(DriftBaseline.FIRST);
    }
    try (var store = environment.stores().open(task.pointer(), StoreRole.STORAGE)) {
      var pointer =
          find(store, task.pointer().key())
              .map(content -> TaskJson.read(text(content), Pointer.class));
      return pointer.isEmpty() || isOf(task, pointer.get())
          ? missing(DriftBaseline.FIRST)
          : of(store, pointer.get());
    } catch (IllegalArgumentException e) {
      // What cannot be compared with must not cost the evaluation.
      LOGGER.atError().setCause(e).log("Previous profile cannot be read");
      return missing(
          "the profile of the version published before cannot be read: " + e.getMessage());
    }
  }

  /** An evaluation that is made again after its version was published. */
  private static boolean isOf(EvaluateTask task, Pointer pointer) {
    return pointer.manifest().equals(task.output().resolve("manifest.json").key());
  }

  private static PreviousProfile of(ObjectStore store, Pointer pointer) {
    var manifest = find(store, pointer.manifest());
    if (manifest.isEmpty() || !Digests.sha256(manifest.get()).equals(pointer.manifestDigest())) {
      return missing("the manifest of " + pointer.version() + " is gone or not what was published");
    }
    var listed =
        TaskJson.read(text(manifest.get()), Manifest.class).objects().stream()
            .filter(object -> object.path().equals(OBJECT))
            .findFirst();
    if (listed.isEmpty()) {
      return missing(pointer.version() + " has no profile; later versions will have one");
    }
    var profile = find(store, pointer.manifest().replaceFirst("manifest\\.json$", OBJECT));
    if (profile.isEmpty() || !Digests.sha256(profile.get()).equals(listed.get().sha256())) {
      return missing("the profile of " + pointer.version() + " is gone or not what was published");
    }
    return new PreviousProfile(Profile.read(profile.get()), null);
  }

  private static PreviousProfile missing(String message) {
    return new PreviousProfile(null, message);
  }

  private static Optional<byte[]> find(ObjectStore store, String key) {
    return store.find(key).map(found -> found.content());
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
