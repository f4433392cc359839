package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.ConditionalWrites;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.ResultDocument;
import dev.syntheticdata.task.TaskContext;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.ConflictException;
import dev.syntheticdata.worker.storage.ObjectStore;
import dev.syntheticdata.worker.storage.VersionedContent;
import dev.syntheticdata.worker.storage.WriteProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one version under its path. Objects are created once: where one is there already,
 * it is either what was to be written, which is how a task that is run again goes over what an
 * earlier run did, or a conflict. A task's result document is written last; from then on the task
 * is done, and later runs only report.
 *
 * <p>The store is asked to refuse a second writer. Before the first write it is probed whether it
 * does; where not, the result says so, and each write looks first whether there is an object.
 */
public final class VersionStore {

  /** Name of the object by which the store is probed. */
  static final String PROBE = "write-probe";

  private static final Logger LOGGER = LoggerFactory.getLogger(VersionStore.class);

  private final ObjectStore store;
  private final ObjectLocation path;
  private final TaskContext context;
  private ConditionalWrites conditionalWrites;

  public VersionStore(ObjectStore store, ObjectLocation path, TaskContext context) {
    this.store = store;
    this.path = path;
    this.context = context;
  }

  /** What the store makes of conditional writes; probed at the first call. */
  public ConditionalWrites conditionalWrites() {
    if (conditionalWrites == null) {
      conditionalWrites = WriteProbe.run(store, key(PROBE));
      if (conditionalWrites == ConditionalWrites.IGNORED) {
        LOGGER
            .atWarn()
            .addKeyValue("store", store.name())
            .log("The store ignores If-None-Match or If-Match: it does not keep writers apart");
      }
    }
    return conditionalWrites;
  }

  /** Whether an object was created; where the store would overwrite it, looks first. */
  private boolean create(String key, BooleanSupplier put) {
    boolean kept = conditionalWrites() == ConditionalWrites.IGNORED && store.stat(key).isPresent();
    return !kept && put.getAsBoolean();
  }

  /** The key of an object, from the root of the bucket. */
  public String key(String name) {
    return path.resolve(name).key();
  }

  /**
   * Creates an object from a file.
   *
   * @param object its path under the version, size and digest
   * @throws ConflictException if there is another under its name
   */
  public ObjectDigest put(ObjectDigest object, Path file) {
    String key = key(object.path());
    if (!create(key, () -> store.putIfAbsent(key, file, object.sha256()))) {
      requireSame(object);
    }
    return object;
  }

  /**
   * Creates a small object.
   *
   * @throws ConflictException if there is another under its name
   */
  public ObjectDigest put(String name, byte[] content) {
    var object = new ObjectDigest(name, content.length, Digests.sha256(content), null);
    if (!create(key(name), () -> store.putIfAbsent(key(name), content))) {
      requireSame(object);
    }
    return object;
  }

  /**
   * Creates a small object that is not the same each time it is made; where an earlier run of the
   * task was first, its object stands.
   */
  public ObjectDigest putOnce(String name, byte[] content) {
    boolean created = create(key(name), () -> store.putIfAbsent(key(name), content));
    byte[] standing = created ? content : store.get(key(name));
    return new ObjectDigest(name, standing.length, Digests.sha256(standing), null);
  }

  /** The same with an object from a file; what is told is the size and digest of what stands. */
  public ObjectDigest putOnce(ObjectDigest object, Path file) {
    String key = key(object.path());
    if (create(key, () -> store.putIfAbsent(key, file, object.sha256()))) {
      return object;
    }
    var standing = store.stat(key).orElseThrow(() -> store.missing(key));
    return new ObjectDigest(
        object.path(),
        standing.size(),
        standing.sha256() != null ? standing.sha256() : digestOf(object.path()),
        object.rows());
  }

  /** The content of a small object, if it is there. */
  public Optional<byte[]> find(String name) {
    return store.find(key(name)).map(VersionedContent::content);
  }

  /**
   * Checks that an object is there as it was described.
   *
   * @throws ConflictException if it is not
   */
  public void requireSame(ObjectDigest object) {
    var found =
        store
            .stat(key(object.path()))
            .orElseThrow(
                () ->
                    new ConflictException(
                        "%s/%s is gone, though a result lists it; restore it, or make a new version"
                            .formatted(store.name(), key(object.path()))));
    String sha256 = found.sha256() != null ? found.sha256() : digestOf(object.path());
    if (found.size() != object.size() || !sha256.equals(object.sha256())) {
      throw new ConflictException(
          "%s/%s holds other content (sha256 %s) than this version's (sha256 %s); remove it, or choose"
                  .formatted(store.name(), key(object.path()), sha256, object.sha256())
              + " another prefix");
    }
  }

  private String digestOf(String name) {
    try {
      Path file = Files.createTempFile("object", null);
      try {
        store.download(key(name), file);
        return Digests.sha256(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the task reported when it was done, after checking that all it wrote is there still.
   *
   * @param document name of its result document
   * @throws ConflictException if an object is missing or altered, or the document is that of
   *     another version
   */
  public Optional<TaskResult> finished(String document) {
    return document(document)
        .map(
            found -> {
              found.document().objects().forEach(this::requireSame);
              return found.document().result().withDocumentDigest(found.digest());
            });
  }

  /** A result document with its digest. */
  public record Found(ResultDocument document, String digest) {}

  /**
   * A result document of this version, if there is one.
   *
   * @throws ConflictException if it is that of another version
   */
  public Optional<Found> document(String name) {
    return store
        .find(key(name))
        .map(
            found -> {
              var document = read(name, found.content());
              if (!context.versionUid().equals(document.result().versionUid())) {
                throw new ConflictException(
                    "%s/%s is the result of another version (uid %s); prune its path, or choose another"
                            .formatted(store.name(), key(name), document.result().versionUid())
                        + " prefix");
              }
              return new Found(document, Digests.sha256(found.content()));
            });
  }

  private ResultDocument read(String name, byte[] content) {
    try {
      return TaskJson.read(new String(content, StandardCharsets.UTF_8), ResultDocument.class);
    } catch (IllegalArgumentException e) {
      throw new ConflictException(
          "%s/%s is not a result document; remove it".formatted(store.name(), key(name)));
    }
  }

  /**
   * Ends the task: writes its result document. Where another run of the same task was first, its
   * result stands.
   */
  public TaskResult finish(String document, TaskResult done, List<ObjectDigest> objects) {
    var result = done.withConditionalWrites(conditionalWrites());
    byte[] content =
        TaskJson.writePretty(new ResultDocument(result, objects)).getBytes(StandardCharsets.UTF_8);
    if (create(key(document), () -> store.putIfAbsent(key(document), content))) {
      return result.withDocumentDigest(Digests.sha256(content));
    }
    return finished(document)
        .orElseThrow(
            () ->
                new ConflictException(
                    "%s/%s was removed while the task ended; run it again"
                        .formatted(store.name(), key(document))));
  }
}
