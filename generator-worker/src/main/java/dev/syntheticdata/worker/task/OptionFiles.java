package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that options name. */
final class OptionFiles {

  private OptionFiles() {}

  /** What a file is called in messages: the option and its value, as they were written. */
  static String place(String option, Path file) {
    return option + " " + file;
  }

  /**
   * The content of a document.
   *
   * @throws InvalidInputException if it cannot be read, naming the option
   */
  static byte[] read(String option, Path file) {
    String place = place(option, file);
    if (!Files.exists(file)) {
      throw new InvalidInputException(place + ": there is no such file; check the path");
    }
    if (Files.isDirectory(file)) {
      throw new InvalidInputException(place + ": is a directory; name the file in it");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read (%s); check its permissions"
              .formatted(place, e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * Writes a document, whole or not at all: one of an earlier run is there until the new one is.
   *
   * @throws InvalidInputException if it cannot be written, naming the option
   */
  static void write(String option, Path directory, String name, String content) {
    var file = directory.resolve(name);
    var whole = directory.resolve("." + name + ".part");
    try {
      try {
        Files.writeString(whole, content);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be written (%s); make room, take away what is there, or name another directory"
              .formatted(place(option, file), e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * Makes a directory to write to where there is none, and sees that files can be written to it:
   * before the work whose results would be lost.
   *
   * @throws InvalidInputException if they cannot, naming the option
   */
  static void prepare(String option, Path directory) {
    String place = place(option, directory);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new InvalidInputException(place + ": is a file; name a directory");
    }
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, ".write-probe-", null));
    } catch (IOException e) {
      throw new InvalidInputException(
          place + ": cannot be written to; name a directory in which you may create files", e);
    }
  }
}
