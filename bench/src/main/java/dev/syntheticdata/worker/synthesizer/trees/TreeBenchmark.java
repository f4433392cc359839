package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.bench.engines.SampleTable;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.margin.MarginFitter;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The search for splits: one tree that asks all other columns, grown on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class TreeBenchmark {

  /**
   * Rows; with more than {@link SplitSearch#LARGE} the upper nodes are divided by cells in any
   * case.
   */
  @Param({"20000", "200000"})
  private int rows;

  private CodedTable table;
  private int[] order;
  private int[] all;

  /** Codes the rows. */
  @Setup(Level.Trial)
  public void code() throws IOException {
    var source = SampleTable.of(rows);
    table = CodedTable.of(source, MarginFitter.fit(source, FitOptions.seeded(1)).margins());
    order = table.columns();
    all = IntStream.range(0, rows).toArray();
  }

  /** The tree of the last column, of two labels. */
  @Benchmark
  public ConditionalTree twoClasses() {
    return grow(order.length - 1);
  }

  /** The tree of the second column, of a hundred bins. */
  @Benchmark
  public ConditionalTree hundredClasses() {
    return grow(1);
  }

  private ConditionalTree grow(int place) {
    int target = order[place];
    int[] others = Arrays.stream(order).filter(column -> column != target).toArray();
    return table.grow(others, target, all, rows / 200);
  }
}
