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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Writes part files of a dataset. A part is a function of (model, seed, rows, format) and its
 * number, so it does not matter which shard writes it.
 */
public final class PartGenerator {

  private static final int CHUNK_ROWS = 16 * Partitioning.BLOCK_ROWS;

  /** Chunks drawn ahead: there are so many in memory, and the one that is written. */
  private static final int AHEAD = 2;

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
          "rows is %,d, and the model has %,d different ones: a pattern of a column has no more words, or the type of identifiers has no more numbers; ask for fewer rows, or fit with a pattern with more words or a wider type"
              .formatted(rows, model.mostRows()));
    }
    this.model = model;
    this.rows = rows;
    this.seed = seed;
    this.format = format;
  }

  /** Rows drawn so far until enough kept the constraints; null where none is rejected. */
  public Long candidates() {
    return candidates;
  }

  /** Receives part files, in their order, each before the next is begun. */
  @FunctionalInterface
  public interface Written {
    /** A part that is written to a file. */
    void part(ObjectDigest part, Path file) throws IOException;
  }

  /**
   * Writes part files below a directory. While one is written, rows of it and of the next are
   * drawn.
   *
   * @param from the first part
   * @param to the part after the last
   * @throws UncheckedIOException if a file cannot be written
   */
  public void write(int from, int to, Path directory, Written written) throws IOException {
    var chunks = new Chunks(firstRow(from), firstRow(to));
    for (int part = from; part < to; part++) {
      Path file = directory.resolve(path(part));
      written.part(write(part, file, chunks), file);
    }
  }

  private ObjectDigest write(int part, Path file, Chunks chunks) {
    try {
      Files.createDirectories(file.getParent());
      try (var writer = TableWriter.open(file, format, model.schema())) {
        for (long row = firstRow(part); row < firstRow(part + 1); ) {
          var chunk = chunks.next();
          if (chunk.candidates() != null) {
            candidates = (candidates == null ? 0 : candidates) + chunk.candidates();
          }
          writer.write(chunk.table());
          row += chunk.table().rows();
        }
      }
      long size = firstRow(part + 1) - firstRow(part);
      return new ObjectDigest(path(part), Files.size(file), Digests.sha256(file), size);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }

  private long firstRow(int part) {
    return Math.min(rows, part * Partitioning.partRows(rows));
  }

  /** The path of a part, relative to the dataset. */
  private String path(int part) {
    return Partitioning.partPath(part, format.extension());
  }

  /** Consecutive rows, of which some are drawn ahead. No chunk reaches over the end of a part. */
  private final class Chunks {

    private final Deque<CompletableFuture<SynthesizerModel.Drawn>> ahead = new ArrayDeque<>();
    private final long end;
    private long next;

    Chunks(long first, long end) {
      this.next = first;
      this.end = end;
    }

    SynthesizerModel.Drawn next() {
      drawAhead();
      var chunk = drawn(ahead.remove());
      drawAhead();
      return chunk;
    }

    private void drawAhead() {
      while (ahead.size() < AHEAD && next < end) {
        long first = next;
        long ofPart = Partitioning.partRows(rows) - first % Partitioning.partRows(rows);
        int size = (int) Math.min(CHUNK_ROWS, Math.min(ofPart, end - first));
        ahead.add(CompletableFuture.supplyAsync(() -> model.draw(first, size, seed)));
        next += size;
      }
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
  }
}
