package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.task.MemoryEstimate;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitMemoryTest {

  private static final int ROWS = 200_000;
  private static final int COLUMNS = 12;

  /** Variables with options of a JVM. */
  private static final Set<String> OPTIONS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  @TempDir Path directory;

  /** A JVM with the worker's classes and nothing else of a fit. */
  private static final long CLASSES = 14L << 20;

  private Path source() throws IOException {
    return source(ROWS);
  }

  private Path source(int rows) throws IOException {
    Path file = directory.resolve("source.csv");
    var random = new Random(1);
    try (var out = Files.newBufferedWriter(file)) {
      out.write(
          String.join(",", IntStream.range(0, COLUMNS).mapToObj(i -> "c" + i).toList()) + "\n");
      for (int row = 0; row < rows; row++) {
        var line = new StringBuilder().append(random.nextInt(1_000_000));
        for (int i = 1; i < COLUMNS; i++) {
          line.append(i % 2 == 0 ? ",L" : ",").append(random.nextInt(10 * i));
        }
        out.write(line.append('\n').toString());
      }
    }
    return file;
  }

  private static Fitting.Request request(Path source) {
    return request(source, "autoregressiveTrees");
  }

  private static Fitting.Request request(Path source, String engine) {
    return new Fitting.Request(
        source,
        "s3://raw/source.csv",
        SchemaHints.none(),
        List.of(),
        engine,
        null,
        null,
        0.2,
        null,
        1,
        null,
        RowRules.NONE,
        null);
  }

  @Test
  void aFitThatTheHeapCannotHoldIsRefusedBeforeItReads() throws IOException {
    Path source = source();
    long needed = MemoryEstimate.fit("autoregressiveTrees", ROWS, COLUMNS);

    assertThatCode(() -> FitMemory.require(request(source), 2 * needed)).doesNotThrowAnyException();
    assertThatThrownBy(() -> FitMemory.require(request(source), needed / 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            "s3://raw/source.csv", "12 columns", "heap", "job.resources.limits.memory");
  }

  /**
   * What is kept of a table that was read is within what the estimate allows for it. It is measured
   * in a process of its own: here the collector may drop what other tests left.
   */
  @Test
  void aTableThatWasReadTakesLessThanItsEstimateButNotMuchLess() throws Exception {
    long taken = Long.parseLong(java(WhatIsKept.class, "-Xmx256m", source().toString()).strip());

    long cells = (long) ROWS * COLUMNS;
    assertThat(taken)
        .isLessThan(cells * MemoryEstimate.bytesPerCell("autoregressiveTrees") / 2)
        .isGreaterThan(cells / 2);
  }

  /**
   * An engine ends in a heap of what the estimate has for its cells: of many rows, so that little
   * else counts. The estimate's base is left out but for what classes take.
   */
  @ParameterizedTest
  @ValueSource(strings = {"independent", "gaussianCopula", "privateMarginals"})
  void anEngineFitsInAHeapOfItsEstimate(String engine) throws Exception {
    int rows = 500_000;
    Path source = source(rows);
    long cells = MemoryEstimate.fit(engine, rows, COLUMNS) - MemoryEstimate.fit(engine, 0, COLUMNS);

    java(InItsHeap.class, "-Xmx" + (CLASSES + cells), source.toString(), engine);
  }

  /** What a program of a process of its own writes; it must end well. */
  private String java(Class<?> program, String heap, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Path errors = directory.resolve("errors");
    var builder = new ProcessBuilder(command);
    // Those given here are all.
    builder.environment().keySet().removeAll(OPTIONS);
    var process = builder.redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
    int exit = process.waitFor();

    assertThat(exit).as(Files.readString(errors)).isZero();
    return Files.readString(out);
  }

  /** Reads twice and tells the bytes that the second table takes. */
  static final class WhatIsKept {

    private WhatIsKept() {}

    public static void main(String[] arguments) {
      Path source = Path.of(arguments[0]);
      Table first = TableReader.read(source, SchemaHints.none());
      long before = used();
      Table second = TableReader.read(source, SchemaHints.none());
      long taken = used() - before;
      if (first.rows() != ROWS || second.rows() != ROWS) {
        throw new IllegalStateException(first.rows() + " and " + second.rows() + " rows");
      }
      System.out.println(taken);
    }

    private static long used() {
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }

  /** Reads and fits in a process of its own. */
  static final class InItsHeap {

    private InItsHeap() {}

    public static void main(String[] arguments) {
      var sides = Fitting.read(request(Path.of(arguments[0]), arguments[1]));
      var engine = Synthesizer.named(arguments[1]);
      engine.fit(sides.train(), Rows.options(engine, 1));
    }
  }
}
