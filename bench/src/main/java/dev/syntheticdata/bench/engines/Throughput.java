package dev.syntheticdata.bench.engines;

import com.sun.management.OperatingSystemMXBean;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.worker.synthesizer.ModelDocument;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableWriter;
import dev.syntheticdata.worker.task.PartGenerator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows per second of a model: drawn and thrown away; drawn before and written by one thread to the
 * same files as by the worker; and drawn and written as the worker does it. Each is the best of
 * some rounds, after one that is not counted: on a machine that does other work too, the best round
 * is the least disturbed.
 */
public final class Throughput {

  private static final int CHUNK = 16 * Partitioning.BLOCK_ROWS;
  private static final int ROUNDS = 4;

  private final SynthesizerModel model;
  private final int rows;
  private final Path directory;

  private Throughput(SynthesizerModel model, int rows, Path directory) {
    this.model = model;
    this.rows = rows;
    this.directory = directory;
  }

  /**
   * Arguments: the model's file, the number of rows, a directory for files; without a directory
   * rows are only drawn. Prints JSON lines.
   */
  public static void main(String[] arguments) throws IOException {
    var model = ModelDocument.read(Files.readAllBytes(Path.of(arguments[0])), arguments[0]);
    boolean writes = arguments.length > 2;
    var directory = writes ? Files.createDirectories(Path.of(arguments[2])) : null;
    var bench = new Throughput(model, Integer.parseInt(arguments[1]), directory);
    print("drawn", "none", bench.best(bench::draw));
    if (!writes) {
      return;
    }
    var parts = bench.parts();
    for (var format : FileFormat.values()) {
      print("written", format.extension(), bench.best(() -> bench.write(parts, format)));
    }
    parts.clear();
    for (var format : FileFormat.values()) {
      print("end to end", format.extension(), bench.best(() -> bench.generate(format)));
    }
  }

  private static void print(String what, String format, Rate rate) {
    System.out.printf(
        Locale.ROOT,
        "{\"what\": \"%s\", \"format\": \"%s\", \"rowsPerSecond\": %.0f,"
            + " \"processorSecondsPerMillion\": %.3f}%n",
        what,
        format,
        rate.rowsPerSecond(),
        rate.processorSecondsPerMillion());
  }

  /** The best round by each measure; processor time counts all threads of the process. */
  private record Rate(double rowsPerSecond, double processorSecondsPerMillion) {}

  /** A round of work. */
  private interface Round {
    void run() throws IOException;
  }

  private Rate best(Round round) throws IOException {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double fastest = 0;
    double cheapest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      long before = system.getProcessCpuTime();
      round.run();
      double cost = (system.getProcessCpuTime() - before) / 1e3 / rows;
      double rate = rows * 1e9 / (System.nanoTime() - start);
      if (i > 0) {
        fastest = Math.max(fastest, rate);
        cheapest = Math.min(cheapest, cost);
      }
    }
    return new Rate(fastest, cheapest);
  }

  private void draw() {
    for (int row = 0; row < rows; row += CHUNK) {
      model.generate(row, Math.min(CHUNK, rows - row), 1);
    }
  }

  /** The rows of each file. */
  private List<Table> parts() {
    int size = Math.toIntExact(Partitioning.partRows(rows));
    var parts = new ArrayList<Table>();
    for (int row = 0; row < rows; row += size) {
      parts.add(model.generate(row, Math.min(size, rows - row), 1));
    }
    return parts;
  }

  private void write(List<Table> parts, FileFormat format) throws IOException {
    Path file = directory.resolve("written." + format.extension());
    for (var part : parts) {
      try (var writer = TableWriter.open(file, format, model.schema())) {
        writer.write(part);
      }
    }
    Files.delete(file);
  }

  private void generate(FileFormat format) throws IOException {
    var generator = new PartGenerator(model, rows, 1, format);
    generator.write(0, Partitioning.parts(rows), directory, (part, file) -> Files.delete(file));
  }
}
