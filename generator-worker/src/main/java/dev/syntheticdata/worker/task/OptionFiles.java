package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
