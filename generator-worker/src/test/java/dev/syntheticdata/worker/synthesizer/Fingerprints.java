package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.Main;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.task.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program: fits every engine that can be repeated on a file by the worker's commands, and writes
 * the digests of models and rows. It is started on other platforms to compare them.
 */
final class Fingerprints {

  private Fingerprints() {}

  /** Arguments: the table, a directory to work in, and the file to write. */
  public static void main(String[] arguments) throws IOException {
    Files.write(Path.of(arguments[2]), of(Path.of(arguments[0]), Path.of(arguments[1])));
  }

  static List<String> of(Path source, Path directory) throws IOException {
    var lines = new ArrayList<String>();
    for (var engine : Synthesizer.all()) {
      if (engine.isRepeatable()) {
        Path model = directory.resolve(engine.name());
        run(
            "fit",
            "--source",
            source,
            "--engine",
            engine.name(),
            "--target",
            "death",
            "--out",
            model);
        for (String file : List.of("model.json", "schema.json", "holdout.csv")) {
          lines.add(engine.name() + " " + file + " " + Digests.sha256(model.resolve(file)));
        }
        for (var format : FileFormat.values()) {
          Path rows = directory.resolve(engine.name() + "-" + format);
          run(
              "generate",
              "--model",
              model,
              "--rows",
              9_000,
              "--seed",
              7,
              "--format",
              format.extension(),
              "--out",
              rows);
          try (var parts = Files.list(rows.resolve("data"))) {
            for (Path part : parts.sorted().toList()) {
              lines.add(engine.name() + " " + part.getFileName() + " " + Digests.sha256(part));
            }
          }
        }
      }
    }
    return lines;
  }

  private static void run(Object... command) {
    var arguments = new String[command.length];
    for (int i = 0; i < command.length; i++) {
      arguments[i] = command[i].toString();
    }
    if (Main.run(arguments) != 0) {
      throw new IllegalStateException("the worker failed: " + String.join(" ", arguments));
    }
  }
}
