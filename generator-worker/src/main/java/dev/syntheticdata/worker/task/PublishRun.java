package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.Manifest;
import dev.syntheticdata.task.Pointer;
import dev.syntheticdata.task.PublishTask;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.catalog.DatasetReference;
import dev.syntheticdata.worker.failure.ConflictException;
import dev.syntheticdata.worker.report.EvaluationDocument;
import dev.syntheticdata.worker.storage.ObjectStore;
import dev.syntheticdata.worker.storage.StoreRole;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Moves the pointer of a dataset to a version, after checking that the version is whole. The
 * pointer moves by compare-and-swap and only forward, so that two publications at once, or one that
 * comes late, leave it at the newer version.
 */
public final class PublishRun implements TaskRun<PublishTask> {

  /** Name of the result document. */
  public static final String DOCUMENT = "publish.json";

  private static final String REFERENCE = "dataset-ref.json";

  private static final int ATTEMPTS = 10;

  @Override
  public TaskResult run(PublishTask task, TaskEnvironment environment) {
    try (var store = environment.stores().open(task.output(), StoreRole.STORAGE)) {
      var version = new VersionStore(store, task.output(), task.context());
      var finished = version.finished(DOCUMENT);
      if (finished.isPresent()) {
        return finished.get();
      }
      var manifest = requireWhole(task, store, version);
      String now = environment.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
      Pointer published = move(pointer(task, now), task.pointer().key(), store);
      version.put(REFERENCE, reference(task, store, version, manifest));
      var result =
          TaskResult.done(
              task.context().versionUid(),
              new TaskResult.Publish(published.manifestDigest(), published.publishedAt()));
      return version.finish(DOCUMENT, result, List.of());
    }
  }

  private static Manifest requireWhole(PublishTask task, ObjectStore store, VersionStore version) {
    String key = version.key("manifest.json");
    byte[] content = store.get(key);
    String digest = Digests.sha256(content);
    if (!digest.equals(task.manifestDigest())) {
      throw new ConflictException(
          "%s/%s is not the manifest that was evaluated: its sha256 is %s, recorded is %s; make a new"
                  .formatted(store.name(), key, digest, task.manifestDigest())
              + " version");
    }
    var manifest = TaskJson.read(new String(content, StandardCharsets.UTF_8), Manifest.class);
    manifest.objects().forEach(version::requireSame);
    return manifest;
  }

  /** Outside the manifest, whose digest it bears. */
  private static byte[] reference(
      PublishTask task, ObjectStore store, VersionStore version, Manifest manifest) {
    var evaluation =
        TaskJson.read(
            new String(store.get(version.key("evaluation.json")), StandardCharsets.UTF_8),
            EvaluationDocument.class);
    var reference =
        DatasetReference.of(manifest, task.manifestDigest(), task.output().uri() + "/", evaluation);
    return (TaskJson.writePretty(reference) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Pointer pointer(PublishTask task, String now) {
    var context = task.context();
    return new Pointer(
        context.namespace() + "/" + context.owner(),
        context.ownerUid(),
        context.version(),
        context.revision(),
        task.output().resolve("manifest.json").key(),
        task.manifestDigest(),
        now);
  }

  /** Moves the pointer, and returns it as it is then. */
  private static Pointer move(Pointer wanted, String key, ObjectStore store) {
    byte[] content = TaskJson.writePretty(wanted).getBytes(StandardCharsets.UTF_8);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var found = store.find(key);
      if (found.isEmpty()) {
        if (store.putIfAbsent(key, content)) {
          return wanted;
        }
        continue;
      }
      Optional<Pointer> present = read(found.get().content());
      if (present.isPresent() && isPublished(present.get(), wanted)) {
        return present.get();
      }
      present.ifPresent(pointer -> requireForward(pointer, wanted, store.name() + "/" + key));
      if (store.putIfMatch(key, content, found.get().etag())) {
        return wanted;
      }
    }
    throw new ConflictException(
        "%s/%s is being changed by others all the time; find out who writes it"
            .formatted(store.name(), key));
  }

  private static boolean isPublished(Pointer present, Pointer wanted) {
    return wanted.datasetUid().equals(present.datasetUid())
        && wanted.revision() == present.revision()
        && wanted.manifestDigest().equals(present.manifestDigest());
  }

  private static void requireForward(Pointer present, Pointer wanted, String place) {
    if (wanted.datasetUid().equals(present.datasetUid())
        && present.revision() >= wanted.revision()) {
      throw new ConflictException(
          "%s points to version %s, which is not older than %s; it is left there"
              .formatted(place, present.version(), wanted.version()));
    }
  }

  /** A pointer that cannot be read points nowhere, and is replaced. */
  private static Optional<Pointer> read(byte[] content) {
    try {
      return Optional.of(TaskJson.read(new String(content, StandardCharsets.UTF_8), Pointer.class));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
