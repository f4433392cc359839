package dev.syntheticdata.bench.engines;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.FileFormat;
import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a row of 15 columns costs: to draw, to hash, to write. One row is one operation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelsBenchmark {

  private static final int ROWS = 16_384;

  private final CellRandom random = new CellRandom(1, 2);
  private SynthesizerModel model;
  private Table rows;
  private Path file;
  private long next;

  /** Fits a model, and draws the rows that are written. */
  @Setup(Level.Trial)
  public void fit() throws IOException {
    model =
        Synthesizer.named("autoregressiveTrees")
            .fit(SampleTable.of(20_000), FitOptions.seeded(1).withLeafRows(100));
    rows = model.generate(0, ROWS, 1);
    file = Files.createTempFile("rows", ".out");
  }

  /** Removes what was written. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(file);
  }

  /** The random number of a cell. */
  @Benchmark
  public double cellRandom() {
    return random.uniform(next++);
  }

  /** A row, on all processors. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Table rowGeneration() {
    next += ROWS;
    return model.generate(next, ROWS, 1);
  }

  /** The SHA-256 of a row, by which it is held out. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int rowHash() {
    var hasher = new RowHasher(rows);
    int sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += hasher.hash(row)[0];
    }
    return sum;
  }

  /** A row in Parquet. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void parquetWrite() throws IOException {
    write(FileFormat.PARQUET);
  }

  /** A row in CSV. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void csvWrite() throws IOException {
    write(FileFormat.CSV);
  }

  private void write(FileFormat format) throws IOException {
    try (var writer = TableWriter.open(file, format, model.schema())) {
      writer.write(rows);
    }
  }
}
