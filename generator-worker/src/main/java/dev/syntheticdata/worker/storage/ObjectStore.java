package dev.syntheticdata.worker.storage;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One bucket. Objects are created once and never overwritten, but for the pointer of a dataset,
 * which is replaced by compare-and-swap. Each object is stored with the sha256 of its content as
 * user metadata.
 *
 * <p>All methods throw {@link InvalidInputException} where the bucket or the credentials are wrong,
 * and {@link dev.syntheticdata.worker.failure.SourceUnavailableException} or {@link
 * dev.syntheticdata.worker.failure.StorageUnavailableException} where the store does not answer for
 * about a minute.
 */
public interface ObjectStore extends AutoCloseable {

  /** The bucket, as messages name it: {@code s3://bucket}. */
  String name();

  /**
   * Reads a small object.
   *
   * @throws InvalidInputException if there is none
   */
  default byte[] get(String key) {
    return find(key).orElseThrow(() -> missing(key)).content();
  }

  /** Reads a small object, if there is one. */
  Optional<VersionedContent> find(String key);

  /**
   * Downloads an object to a new file.
   *
   * @throws InvalidInputException if there is none
   */
  void download(String key, Path file);

  /**
   * Creates an object from a file.
   *
   * @param sha256 digest of the file
   * @return whether it was created; false if there is one already, which is left as it is
   */
  boolean putIfAbsent(String key, Path file, String sha256);

  /**
   * Creates a small object.
   *
   * @return whether it was created; false if there is one already, which is left as it is
   */
  boolean putIfAbsent(String key, byte[] content);

  /**
   * Replaces a small object.
   *
   * @param etag entity tag of the object to replace
   * @return whether it was replaced; false if it is another by now, or gone
   */
  boolean putIfMatch(String key, byte[] content, String etag);

  /** What is known of an object, if there is one. */
  Optional<ObjectInfo> stat(String key);

  /** The keys that begin with a prefix, in order. */
  List<String> list(String prefix);

  /** Deletes an object; nothing happens where there is none. */
  void delete(String key);

  /** The error for an object that should be there. */
  default InvalidInputException missing(String key) {
    return new InvalidInputException(
        "%s/%s: there is no such object; check bucket and key, and that it was uploaded"
            .formatted(name(), key));
  }

  @Override
  void close();
}
