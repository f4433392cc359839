package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.table.RowHasher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;

/** SHA-256 in hexadecimal. */
public final class Digests {

  private Digests() {}

  /** The digest of bytes. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(RowHasher.newSha256().digest(bytes));
  }

  /** The digest of a file's content, or of all files of a directory in the order of their names. */
  public static String sha256(Path path) {
    var digest = RowHasher.newSha256();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      if (Files.isDirectory(path)) {
        try (var files = Files.list(path)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            Files.copy(file, out);
          }
        }
      } else {
        Files.copy(path, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be read", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
