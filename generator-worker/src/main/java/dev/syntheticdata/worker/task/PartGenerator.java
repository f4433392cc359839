package dev.syntheticdata.worker.task;

import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes part files of a dataset. A part is a function of (model, seed, rows, format) and its
 * number, so it does not matter which shard writes it.
 */
public final class PartGenerator {

  private static final int CHUNK_ROWS = 16 * Partitioning.BLOCK_ROWS;

  private final SynthesizerModel model;
  private final long rows;
  private final long seed;
  private final FileFormat format;
  private Long candidates;

  /**
   * @param rows rows of the whole dataset, at least 1
   * @throws InvalidInputException if rows is not positive
   */
  public PartGenerator(SynthesizerModel model, long rows, long seed, FileFormat format) {
    if (rows < 1) {
      throw new InvalidInputException("rows is " + rows + "; it must be at least 1");
    }
    if (rows > model.mostRows()) {
      throw new InvalidInputException(
          "rows is %,d, and the model has %,d different ones: a pattern of a column has no more words; ask for fewer rows, or fit with a pattern with more words"
              .formatted(rows, model.mostRows()));
    }
    this.model = model;
    this.rows = rows;
    this.seed = seed;
    this.format = format;
  }

  /** The path of a part, relative to the dataset. */
  public String path(int part) {
    return Partitioning.partPath(part, format.extension());
  }

  /** Rows drawn so far until enough kept the constraints; null where none is rejected. */
  public Long candidates() {
    return candidates;
  }

  /** Begins to draw the next rows, while others are written: two chunks are in memory at a time. */
  private CompletableFuture<SynthesizerModel.Drawn> draw(long row, long end) {
    return row < end
        ? CompletableFuture.supplyAsync(
            () -> model.draw(row, (int) Math.min(CHUNK_ROWS, end - row), seed))
        : null;
  }

  private static SynthesizerModel.Drawn drawn(CompletableFuture<SynthesizerModel.Drawn> rows) {
    try {
      return rows.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /** Writes a part file below a directory. */
  public ObjectDigest write(int part, Path directory) {
    Path file = directory.resolve(path(part));
    long first = part * Partitioning.partRows(rows);
    long end = Math.min(rows, first + Partitioning.partRows(rows));
    try {
      Files.createDirectories(file.getParent());
      try (var writer = TableWriter.open(file, format, model.schema())) {
        var next = draw(first, end);
        for (long row = first; row < end; row += CHUNK_ROWS) {
          var chunk = drawn(next);
          next = draw(row + CHUNK_ROWS, end);
          if (chunk.candidates() != null) {
            candidates = (candidates == null ? 0 : candidates) + chunk.candidates();
          }
          writer.write(chunk.table());
        }
      }
      return new ObjectDigest(path(part), Files.size(file), Digests.sha256(file), end - first);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }
}
