package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.report.Subject;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records the files that a command reads, with size and digest. */
final class InputFiles {

  private final List<Subject.File> files = new ArrayList<>();

  /** Adds a file, or the table files of a directory; null for an option that is not given. */
  InputFiles add(String option, Path path) {
    if (path == null) {
      return this;
    }
    try {
      for (Path file : TableReader.files(path)) {
        files.add(
            new Subject.File(
                option.replace("--", ""), name(file), Files.size(file), Digests.sha256(file)));
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(OptionFiles.place(option, path) + ": cannot be read", e);
    }
  }

  /** A path of the machine says more of who ran the command than of the file. */
  private static String name(Path file) {
    Path shown = file.isAbsolute() ? file.getFileName() : file.normalize();
    return shown.toString().replace('\\', '/');
  }

  /** The files, in the order in which they were added. */
  List<Subject.File> list() {
    return List.copyOf(files);
  }
}
