package dev.syntheticdata.worker.engine;

import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.engine.EngineContract;
import dev.syntheticdata.task.engine.EngineResult;
import dev.syntheticdata.task.engine.EngineTask;
import dev.syntheticdata.worker.failure.EngineException;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The directory that worker and engine share. The worker fills it, the engine runs, and the worker
 * reads what it left: never at the same time.
 *
 * @param path where it lies
 */
public record EngineDirectory(Path path) {

  private static final String ROWS = "rows";
  private static final int LARGEST_RESULT = 1 << 16;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SENTENCE = 512;
  private static final int MOST_SENTENCES = 32;

  /**
   * Lays the directory out for a fit.
   *
   * @param task what the engine is told; with the source's path as {@link #sourcePath} gives it
   * @param train rows to learn from
   */
  public void prepareFit(EngineTask task, Table train) {
    prepare(
        () -> {
          directory(EngineContract.SOURCE, "rwxr-xr-x");
          Path rows = path.resolve(task.source().path());
          EngineTables.write(rows, train);
          permit(rows, "rw-r--r--");
          directory(EngineContract.MODEL, "rwxrwxrwx");
          describe(task, train.schema());
        });
  }

  /** Lays the directory out for a generation, from the archive of the model. */
  public void prepareGeneration(EngineTask task, TableSchema schema, Path archive) {
    prepare(
        () -> {
          Path model = directory(EngineContract.MODEL, "rwxr-xr-x");
          ModelArchive.unpack(archive, model);
          openForReading(model);
          directory(EngineContract.OUT, "rwxrwxrwx");
          describe(task, schema);
        });
  }

  /** The path of the source's rows, relative to the directory. */
  public static String sourcePath(dev.syntheticdata.api.v1alpha1.Format format) {
    return EngineContract.SOURCE + "/" + EngineTables.fileName(ROWS, format);
  }

  /** Packs the model that the engine wrote. */
  public void packModel(Path archive) {
    try {
      ModelArchive.pack(path.resolve(EngineContract.MODEL), EngineContract.MODEL, archive);
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be packed", e);
    }
  }

  /**
   * The rows that the engine wrote.
   *
   * @param untyped whether identifiers need not be numbers where those of the source are
   */
  public Table rows(TableSchema schema, long rows, boolean untyped) {
    return EngineTables.read(
        path.resolve(EngineContract.OUT), EngineContract.OUT, schema, rows, untyped);
  }

  /**
   * What the engine says of its fit; nothing where it wrote no such file.
   *
   * @throws EngineException if it is not as the contract has it
   */
  public EngineResult result() {
    Path file = path.resolve(EngineContract.RESULT);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new EngineResult(null, null, List.of());
    }
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(file)) {
        throw new EngineException("result.json is not a plain file that the worker can read");
      }
      if (Files.size(file) > LARGEST_RESULT) {
        throw new EngineException("result.json is larger than 64 KiB");
      }
      return checked(
          TaskJson.read(
              new String(Files.readAllBytes(file), StandardCharsets.UTF_8), EngineResult.class));
    } catch (IOException e) {
      throw new UncheckedIOException("result.json cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new EngineException(
          "result.json is not as its schema has it; write such as {\"name\": \"copula\","
              + " \"version\": \"1\", \"limitations\": [\"...\"]}, or leave it out",
          e);
    }
  }

  private static EngineResult checked(EngineResult result) {
    var limitations = result.limitations() == null ? List.<String>of() : result.limitations();
    boolean fits =
        Objects.requireNonNullElse(result.name(), "").length() <= LONGEST_NAME
            && Objects.requireNonNullElse(result.version(), "").length() <= LONGEST_NAME
            && limitations.size() <= MOST_SENTENCES
            && limitations.stream().allMatch(s -> s != null && s.length() <= LONGEST_SENTENCE);
    if (!fits) {
      throw new EngineException(
          "result.json: name and version have at most %d characters, and limitations at most %d"
                  .formatted(LONGEST_NAME, MOST_SENTENCES)
              + " sentences of %d".formatted(LONGEST_SENTENCE));
    }
    return new EngineResult(result.name(), result.version(), limitations);
  }

  private interface Step {
    void run() throws IOException;
  }

  /** A pod that starts over finds what its first start left, which is removed. */
  private void prepare(Step step) {
    try {
      Files.createDirectories(path);
      try (var old = Files.list(path)) {
        for (Path entry : old.toList()) {
          delete(entry);
        }
      }
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be prepared for the engine", e);
    }
  }

  private static void delete(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void describe(EngineTask task, TableSchema schema) throws IOException {
    write(EngineContract.SCHEMA, TaskJson.writePretty(EngineTables.document(schema)));
    write(EngineContract.TASK, TaskJson.writePretty(task));
  }

  private void write(String name, String text) throws IOException {
    Path file = Files.writeString(path.resolve(name), text + "\n");
    permit(file, "rw-r--r--");
  }

  private Path directory(String name, String permissions) throws IOException {
    Path directory = Files.createDirectory(path.resolve(name));
    permit(directory, permissions);
    return directory;
  }

  private static void openForReading(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        permit(file, Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
  }

  /** Engine and worker run as different users; what each may do does not hang on a umask. */
  private static void permit(Path file, String permissions) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }
}
