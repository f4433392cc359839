package dev.syntheticdata.worker.synthesizer;

import dev.syntheticdata.worker.synthesizer.margin.Margin;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows generated in blocks, on all processors: a row is a function of its number, so no cut changes
 * it. A model that draws codes takes them from stream 2j of the seed for column j, and the values
 * within them from stream 2j + 1; a column that it does not model takes its numbers from stream
 * 1,000,000 + j.
 */
public final class RowBlocks {

  private static final int BLOCK = 4096;
  private static final long SPARE_STREAM = 1_000_000;

  private RowBlocks() {}

  /** Draws the columns of consecutive rows. */
  @FunctionalInterface
  public interface Draw {
    /** The columns of the rows from {@code firstRow} on, in the order of the schema. */
    Column[] rows(long firstRow, int rows);
  }

  /** Does something with the rows of a block. */
  @FunctionalInterface
  public interface Work<T> {
    /** What comes of {@code size} rows from the {@code from}-th on. */
    T rows(int from, int size);
  }

  /** What comes of each block of some rows, in order; one without rows where there are none. */
  public static <T> List<T> map(int rows, Work<T> work) {
    return IntStream.range(0, Math.max(1, (rows + BLOCK - 1) / BLOCK))
        .parallel()
        .mapToObj(block -> work.rows(block * BLOCK, Math.min(BLOCK, rows - block * BLOCK)))
        .toList();
  }

  /** A table of consecutive rows. */
  public static Table generate(TableSchema schema, long firstRow, int rows, Draw draw) {
    var blocks = map(rows, (from, size) -> draw.rows(firstRow + from, size));
    var columns =
        IntStream.range(0, schema.size())
            .mapToObj(column -> Column.concat(blocks.stream().map(block -> block[column]).toList()))
            .toList();
    return new Table(schema, columns);
  }

  /** Numbers in (0, 1) that choose among the values of a column's codes. */
  public static double[] within(int column, long firstRow, int rows, long seed) {
    return new CellRandom(seed, 2L * column + 1).uniforms(firstRow, rows);
  }

  /** A column that depends on no other. */
  public static Column alone(Margin margin, int column, long firstRow, int rows, long seed) {
    var spare = new CellRandom(seed, SPARE_STREAM + column);
    var uniforms = spare.uniforms(firstRow, rows);
    return margin.fill(firstRow, uniforms, uniforms, spare);
  }
}
