package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.task.MemoryEstimate;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.constraint.RowRules;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitMemoryTest {

  private static final int ROWS = 200_000;
  private static final int COLUMNS = 12;

  @TempDir Path directory;

  private Path source() throws IOException {
    Path file = directory.resolve("source.csv");
    var random = new Random(1);
    try (var out = Files.newBufferedWriter(file)) {
      out.write(
          String.join(",", IntStream.range(0, COLUMNS).mapToObj(i -> "c" + i).toList()) + "\n");
      for (int row = 0; row < ROWS; row++) {
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
    return new Fitting.Request(
        source,
        "s3://raw/source.csv",
        SchemaHints.none(),
        List.of(),
        "autoregressiveTrees",
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

  /** What is kept of a table that was read is within what the estimate allows for it. */
  @Test
  void aTableThatWasReadTakesLessThanItsEstimateButNotMuchLess() throws IOException {
    Path source = source();
    long before = used();
    Table table = TableReader.read(source, SchemaHints.none());
    long taken = used() - before;

    long cells = (long) ROWS * COLUMNS;
    assertThat(table.rows()).isEqualTo(ROWS);
    assertThat(taken)
        .isLessThan(cells * MemoryEstimate.bytesPerCell("autoregressiveTrees") / 2)
        .isGreaterThan(cells / 2);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
