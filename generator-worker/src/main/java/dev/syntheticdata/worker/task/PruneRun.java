package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.Pointer;
import dev.syntheticdata.task.PruneTask;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.storage.ObjectStore;
import dev.syntheticdata.worker.storage.StoreRole;
import java.nio.charset.StandardCharsets;

/**
 * Deletes what lies under paths, the pointer first where it leads there, so that nobody is led to a
 * version that is half gone. Run again, it deletes what is left.
 */
public final class PruneRun implements TaskRun<PruneTask> {

  @Override
  public TaskResult run(PruneTask task, TaskEnvironment environment) {
    task.paths().forEach(PruneRun::requirePath);
    long deleted = 0;
    if (!task.paths().isEmpty()) {
      try (var store = environment.stores().open(task.paths().get(0), StoreRole.STORAGE)) {
        deleted += deletePointer(task, store);
        for (ObjectLocation path : task.paths()) {
          for (String key : store.list(prefix(path))) {
            store.delete(key);
            deleted++;
          }
        }
      }
    }
    return TaskResult.done(task.context().versionUid(), new TaskResult.Prune(deleted));
  }

  private static void requirePath(ObjectLocation path) {
    if (path.key() == null || path.key().replace("/", "").isBlank()) {
      throw new InvalidInputException(
          "refused to delete everything in the bucket '%s': the path to prune is empty"
              .formatted(path.bucket()));
    }
  }

  /** The path with one slash at its end, so that v1 is not taken for the beginning of v10. */
  private static String prefix(ObjectLocation path) {
    return path.key().replaceFirst("/+$", "") + "/";
  }

  private static int deletePointer(PruneTask task, ObjectStore store) {
    if (task.pointer() == null) {
      return 0;
    }
    String key = task.pointer().key();
    boolean leadsThere =
        store
            .find(key)
            .map(found -> manifest(found.content()))
            .filter(manifest -> task.paths().stream().anyMatch(p -> manifest.startsWith(prefix(p))))
            .isPresent();
    if (leadsThere) {
      store.delete(key);
    }
    return leadsThere ? 1 : 0;
  }

  private static String manifest(byte[] pointer) {
    try {
      var read = TaskJson.read(new String(pointer, StandardCharsets.UTF_8), Pointer.class);
      return read.manifest() == null ? "" : read.manifest();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
