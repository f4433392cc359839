package dev.syntheticdata.worker.engine;

import dev.syntheticdata.worker.failure.EngineException;
import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of an engine's model as one file, a {@code tar} archive. What is in them is the
 * engine's business; the same files give the same bytes.
 */
public final class ModelArchive {

  /** Bytes of a model, at most: an object store takes an object of 5 GiB in one request. */
  public static final long MOST_BYTES = 4L << 30;

  private static final int LARGEST_EXTENDED_HEADER = 1 << 16;

  private ModelArchive() {}

  /**
   * Packs a directory.
   *
   * @param name what it is called in messages
   * @throws EngineException if it is empty, too large, or holds what is not a plain file
   */
  public static void pack(Path directory, String name, Path archive) throws IOException {
    var files = EngineFiles.in(directory, name);
    if (files.isEmpty()) {
      throw new EngineException(name + ": the engine wrote no model; write at least one file");
    }
    if (files.size() > MOST_BYTES) {
      throw new EngineException(
          "%s: the model has %,d bytes, and %,d are the most"
              .formatted(name, files.size(), MOST_BYTES));
    }
    try (var out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16)) {
      for (var entry : files.entries().entrySet()) {
        boolean isFile = entry.getValue() >= 0;
        out.write(
            Tar.header(
                new Tar.Header(
                    isFile ? entry.getKey() : entry.getKey() + "/",
                    isFile ? Tar.FILE : Tar.DIRECTORY,
                    Math.max(0, entry.getValue()))));
        if (isFile) {
          write(directory.resolve(entry.getKey()), entry.getValue(), out);
        }
      }
      out.write(new byte[2 * Tar.BLOCK]);
    }
  }

  private static void write(Path file, long size, OutputStream out) throws IOException {
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      if (in.transferTo(out) != size) {
        throw new IOException(file + " changed while it was read");
      }
    }
    out.write(new byte[Tar.padding(size)]);
  }

  /**
   * Unpacks an archive into an empty directory.
   *
   * @throws InvalidInputException if it is no archive that {@link #pack} wrote
   */
  public static void unpack(Path archive, Path directory) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
      Map<String, String> extended = Map.of();
      for (Tar.Header next; (next = Tar.parse(block(in))) != null; ) {
        if (next.type() == Tar.EXTENDED) {
          extended = Tar.records(content(in, next.size()));
        } else {
          unpack(Tar.override(next, extended), in, directory);
          extended = Map.of();
        }
      }
    } catch (EOFException e) {
      throw new InvalidInputException("the model's archive is cut short; fit again", e);
    }
  }

  private static void unpack(Tar.Header header, InputStream in, Path directory) throws IOException {
    Path root = directory.normalize();
    Path place = root.resolve(header.path()).normalize();
    if (!place.startsWith(root) || place.equals(root)) {
      throw new InvalidInputException(
          "the model's archive holds a path that leaves its directory; fit again");
    }
    switch (header.type()) {
      case Tar.DIRECTORY -> Files.createDirectories(place);
      case Tar.FILE -> {
        Files.createDirectories(place.getParent());
        try (var out = new BufferedOutputStream(Files.newOutputStream(place), 1 << 16)) {
          copy(in, header.size(), out);
        }
        in.skipNBytes(Tar.padding(header.size()));
      }
      default ->
          throw new InvalidInputException(
              "the model's archive holds something else than files; fit again");
    }
  }

  private static byte[] block(InputStream in) throws IOException {
    byte[] block = in.readNBytes(Tar.BLOCK);
    if (block.length < Tar.BLOCK) {
      throw new EOFException();
    }
    return block;
  }

  private static byte[] content(InputStream in, long size) throws IOException {
    if (size > LARGEST_EXTENDED_HEADER) {
      throw new InvalidInputException("the model's archive has a header too long; fit again");
    }
    byte[] content = in.readNBytes((int) size);
    in.skipNBytes(Tar.padding(size));
    return content;
  }

  private static void copy(InputStream in, long size, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = size; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
