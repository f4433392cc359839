package dev.syntheticdata.local.pod;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a container left as its last word, with the limits of kubelet. */
final class TerminationMessage {
  /** Longest message taken from the file, in bytes; the rest is cut off. */
  static final int FILE_LIMIT = 4096;

  /** Longest message taken from the log's end, in bytes and in lines. */
  static final int LOG_LIMIT = 2048;

  static final int LOG_LINES = 80;
  private static final String FALLBACK = "FallbackToLogsOnError";

  private TerminationMessage() {}

  /**
   * @param file the termination message file; absent is the same as empty
   * @param log the container's log
   * @param policy {@code terminationMessagePolicy}; null is {@code File}
   * @return the message, or null when there is none
   */
  static String read(Path file, Path log, String policy, int exitCode) {
    try {
      String message = head(file, FILE_LIMIT);
      if (message.isEmpty() && FALLBACK.equals(policy) && exitCode != 0) {
        message = lastLines(tail(log, LOG_LIMIT), LOG_LINES);
      }
      return message.isEmpty() ? null : message;
    } catch (IOException e) {
      throw new UncheckedIOException("Termination message of " + file + " cannot be read", e);
    }
  }

  private static String head(Path file, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(limit), StandardCharsets.UTF_8);
    }
  }

  private static String tail(Path file, int limit) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      byte[] bytes = new byte[(int) Math.min(limit, length)];
      in.seek(length - bytes.length);
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static String lastLines(String text, int lines) {
    int at = text.endsWith("\n") ? text.length() - 1 : text.length();
    for (int i = 0; i < lines && at >= 0; i++) {
      at = text.lastIndexOf('\n', at - 1);
    }
    return at < 0 ? text : text.substring(at + 1);
  }
}
