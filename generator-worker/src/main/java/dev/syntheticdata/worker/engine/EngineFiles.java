package dev.syntheticdata.worker.engine;

import dev.syntheticdata.worker.failure.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that an engine left in a directory: plain files and directories, nothing else. A link
 * could name a file of the worker's, such as its environment with the keys, and so have it written
 * where the engine can read it; a pipe could keep the worker waiting for ever.
 *
 * @param directory the directory
 * @param entries paths relative to it, with slashes, in their order: the size of a file, or -1 for
 *     a directory
 */
record EngineFiles(Path directory, Map<String, Long> entries) {

  private static final int MOST_ENTRIES = 10_000;
  private static final int DEEPEST = 32;
  private static final int LONGEST_PATH = 1_000;

  /**
   * Lists a directory.
   *
   * @param name what it is called in messages
   * @throws EngineException if it is missing, or holds what is not allowed
   */
  static EngineFiles in(Path directory, String name) {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new EngineException(name + ": the engine removed the directory, or replaced it");
    }
    var entries = new TreeMap<String, Long>();
    try {
      Files.walkFileTree(directory, new Collector(directory, name, entries));
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": cannot be read", e);
    }
    return new EngineFiles(directory, entries);
  }

  /** Bytes of all files. */
  long size() {
    return entries.values().stream().filter(size -> size > 0).mapToLong(Long::longValue).sum();
  }

  /** Whether there is no file. */
  boolean isEmpty() {
    return entries.values().stream().noneMatch(size -> size >= 0);
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path directory;
    private final String name;
    private final Map<String, Long> entries;

    Collector(Path directory, String name, Map<String, Long> entries) {
      this.directory = directory;
      this.name = name;
      this.entries = entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      if (!path.equals(directory)) {
        add(path, -1);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (!attributes.isRegularFile()) {
        throw new EngineException(
            "%s: %s is %s; write plain files only"
                .formatted(
                    name,
                    relative(path),
                    attributes.isSymbolicLink() ? "a symbolic link" : "not a plain file"));
      }
      if (!Files.isReadable(path)) {
        throw unreadable(path);
      }
      add(path, attributes.size());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException cause) {
      throw unreadable(path);
    }

    private EngineException unreadable(Path path) {
      return new EngineException(
          "%s: the worker, which runs as another user, cannot read %s; give it the modes 0644 and,"
                  .formatted(name, relative(path))
              + " for directories, 0755");
    }

    private void add(Path path, long size) {
      String relative = relative(path);
      if (relative.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
          || relative.chars().anyMatch(Character::isISOControl)
          || directory.relativize(path).getNameCount() > DEEPEST) {
        throw new EngineException(
            "%s: a path is longer than %d bytes, deeper than %d directories, or has a control"
                    .formatted(name, LONGEST_PATH, DEEPEST)
                + " character");
      }
      entries.put(relative, size);
      if (entries.size() > MOST_ENTRIES) {
        throw new EngineException(
            "%s: there are more than %,d files and directories; pack them into fewer"
                .formatted(name, MOST_ENTRIES));
      }
    }

    private String relative(Path path) {
      return directory
          .relativize(path)
          .toString()
          .replace(directory.getFileSystem().getSeparator(), "/");
    }
  }
}
