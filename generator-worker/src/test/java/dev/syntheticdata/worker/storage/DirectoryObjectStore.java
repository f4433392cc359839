package dev.syntheticdata.worker.storage;

import dev.syntheticdata.worker.table.RowHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A bucket as a directory. Digests and entity tags are computed from the content. Safe for the
 * threads of one process, not for several processes.
 */
public final class DirectoryObjectStore implements ObjectStore {

  private final Path root;

  public DirectoryObjectStore(Path root) {
    this.root = root;
  }

  @Override
  public String name() {
    return root.toUri().toString();
  }

  @Override
  public synchronized Optional<VersionedContent> find(String key) {
    try {
      byte[] content = Files.readAllBytes(root.resolve(key));
      return Optional.of(new VersionedContent(content, sha256(content)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void download(String key, Path file) {
    try {
      Files.write(file, get(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean putIfAbsent(String key, Path file, String sha256) {
    try {
      return putIfAbsent(key, Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean putIfAbsent(String key, byte[] content) {
    try {
      Path path = root.resolve(key);
      Files.createDirectories(path.getParent());
      Files.write(path, content, java.nio.file.StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized boolean putIfMatch(String key, byte[] content, String etag) {
    if (find(key).filter(found -> found.etag().equals(etag)).isEmpty()) {
      return false;
    }
    try {
      Files.write(root.resolve(key), content);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return find(key)
        .map(
            found ->
                new ObjectInfo(key, found.content().length, found.etag(), sha256(found.content())));
  }

  @Override
  public List<String> list(String prefix) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(key -> key.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void delete(String key) {
    try {
      Files.deleteIfExists(root.resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}

  private static String sha256(byte[] content) {
    return HexFormat.of()
        .formatHex(RowHasher.newSha256().digest(Arrays.copyOf(content, content.length)));
  }
}
