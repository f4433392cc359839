package dev.syntheticdata.worker.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * A directory for a task's files, deleted at its end: the source does not stay on a node's disk.
 */
public final class WorkDirectory implements AutoCloseable {

  private final Path path;

  /** A new directory below {@code java.io.tmpdir}. */
  public WorkDirectory() {
    try {
      this.path = Files.createTempDirectory("worker");
    } catch (IOException e) {
      throw new UncheckedIOException("no work directory can be made", e);
    }
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the work directory cannot be deleted", e);
    }
  }
}
