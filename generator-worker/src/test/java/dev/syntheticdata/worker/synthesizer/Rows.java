package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables for tests, by the text of their rows. */
public final class Rows {

  private Rows() {}

  /** A table of that header and rows, with its inferred schema. */
  public static Table table(String header, int rows, IntFunction<String> row) {
    return parse(
        header
            + "\n"
            + IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n"))
            + "\n");
  }

  private static Table parse(String csv) {
    try {
      Path file = Files.createTempFile("rows", ".csv");
      try {
        return TableReader.read(Files.writeString(file, csv), SchemaHints.none());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Options with which an engine can be fitted; with a weak claim where it makes one. */
  public static FitOptions options(Synthesizer engine, long seed) {
    var options = FitOptions.seeded(seed);
    return engine.isRepeatable()
        ? options
        : options.withPrivacy(new PrivacyOptions(100, 1e-4, null, 1, Map.of()));
  }

  /** The real table of the examples. */
  public static Path flchain() {
    return Path.of("../examples/flchain/flchain.csv");
  }
}
