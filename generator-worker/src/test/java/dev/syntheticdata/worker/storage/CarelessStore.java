package dev.syntheticdata.worker.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A store that takes conditions and ignores them, as some S3 servers do: it says that it has
 * written, and has, whatever was there.
 */
public final class CarelessStore implements ObjectStore {

  private final ObjectStore store;
  private final boolean ignoresIfNoneMatch;
  private final boolean ignoresIfMatch;

  /**
   * @param store where the objects lie
   * @param ignoresIfNoneMatch whether {@code putIfAbsent} overwrites
   * @param ignoresIfMatch whether {@code putIfMatch} overwrites another object
   */
  public CarelessStore(ObjectStore store, boolean ignoresIfNoneMatch, boolean ignoresIfMatch) {
    this.store = store;
    this.ignoresIfNoneMatch = ignoresIfNoneMatch;
    this.ignoresIfMatch = ignoresIfMatch;
  }

  @Override
  public boolean putIfAbsent(String key, Path file, String sha256) {
    clear(key, ignoresIfNoneMatch);
    return store.putIfAbsent(key, file, sha256);
  }

  @Override
  public boolean putIfAbsent(String key, byte[] content) {
    clear(key, ignoresIfNoneMatch);
    return store.putIfAbsent(key, content);
  }

  @Override
  public boolean putIfMatch(String key, byte[] content, String etag) {
    clear(key, ignoresIfMatch);
    return ignoresIfMatch ? store.putIfAbsent(key, content) : store.putIfMatch(key, content, etag);
  }

  private void clear(String key, boolean ignores) {
    if (ignores) {
      store.delete(key);
    }
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public Optional<VersionedContent> find(String key) {
    return store.find(key);
  }

  @Override
  public void download(String key, Path file) {
    store.download(key, file);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return store.stat(key);
  }

  @Override
  public List<String> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public void delete(String key) {
    store.delete(key);
  }

  @Override
  public void close() {
    store.close();
  }
}
