package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel.Drawn;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Draws rows until enough keep the constraints. Each block of {@link Partitioning#BLOCK_ROWS} rows
 * has its own candidates, in an order that is fixed: first the engine's rows of the block under the
 * seed itself, then those of the same numbers under a second seed, and so on, {@value #ATTEMPTS}
 * times at most. The block's rows are the first candidates that keep all constraints. So neither
 * the cut into calls nor the number of threads changes a row.
 */
final class Drawing {

  private static final int BLOCK = Partitioning.BLOCK_ROWS;
  private static final int ATTEMPTS = 100;

  /** Stream of the seeds of further attempts: no column has one so high. */
  private static final long SEED_STREAM = 4_000_000;

  private final ConstrainedModel model;
  private final TableSchema learned;
  private final List<Constraint> constraints;
  private final List<Blanks> blanks;

  Drawing(ConstrainedModel model) {
    this.model = model;
    this.learned = model.learned();
    this.constraints = Constraint.compile(model.constraints(), learned);
    this.blanks =
        constraints.stream()
            .flatMap(constraint -> constraint.clauses().stream())
            .flatMap(clause -> Blanks.of(clause, learned).stream())
            .filter(blanks -> !isCombined(learned.columns().get(blanks.column()).name()))
            .toList();
  }

  private boolean isCombined(String column) {
    return model.steps().stream()
        .filter(CombinationStep.class::isInstance)
        .flatMap(step -> step.columns().stream())
        .anyMatch(schema -> schema.name().equals(column));
  }

  /** The columns of the rows: without those that are made. */
  TableSchema schema() {
    return learned;
  }

  /** Whether values of a column are taken away where a condition is false. */
  boolean isBlanked(String column) {
    return blanks.stream().anyMatch(b -> learned.columns().get(b.column()).name().equals(column));
  }

  /** Rows as they are drawn, and which of them keep the constraints. */
  ConstrainedModel.Candidates candidates(long firstRow, int rows, long seed) {
    Table table = model.restored(firstRow, rows, seed, blanks, learned);
    return new ConstrainedModel.Candidates(table, keeps(table));
  }

  Drawn draw(long firstRow, int rows, long seed) {
    if (constraints.isEmpty() || rows == 0) {
      Table table = model.restored(firstRow, rows, seed, blanks, learned);
      return new Drawn(table, null);
    }
    long start = firstRow / BLOCK * BLOCK;
    int count = Math.toIntExact(firstRow + rows - start);
    Table first = model.restored(start, count, seed, blanks, learned);
    boolean[] keeps = keeps(first);
    var blocks =
        IntStream.range(0, (count + BLOCK - 1) / BLOCK)
            .parallel()
            .mapToObj(
                block -> {
                  int from = block * BLOCK;
                  int to = Math.min(count, from + BLOCK);
                  return block(first, keeps, from, to, start + from, seed);
                })
            .toList();
    long candidates = blocks.stream().mapToLong(Block::candidates).sum();
    Table table = concat(first, blocks);
    if (start < firstRow) {
      int skipped = (int) (firstRow - start);
      table = table.select(IntStream.range(skipped, count).toArray());
    }
    return new Drawn(table, candidates);
  }

  private boolean[] keeps(Table table) {
    var keeps = new boolean[table.rows()];
    IntStream.range(0, table.rows())
        .parallel()
        .forEach(
            row -> {
              boolean all = true;
              for (var constraint : constraints) {
                all = all && constraint.condition().of(table, row) != Truth.FALSE;
              }
              keeps[row] = all;
            });
    return keeps;
  }

  /**
   * The rows of a block.
   *
   * @param parts tables they are taken from
   * @param rows their rows there
   * @param candidates the number of candidates up to the last one taken
   */
  private record Block(List<Table> parts, List<int[]> rows, long candidates) {}

  private Block block(Table first, boolean[] keeps, int from, int to, long firstRow, long seed) {
    int wanted = to - from;
    int[] kept = IntStream.range(from, to).filter(row -> keeps[row]).toArray();
    var parts = new ArrayList<>(List.of(first));
    var rows = new ArrayList<>(List.of(kept));
    int accepted = kept.length;
    int drawn = wanted;
    while (accepted < wanted) {
      int attempt = drawn / BLOCK;
      if (attempt == ATTEMPTS) {
        throw tooFew(parts, accepted, wanted, drawn);
      }
      int at = drawn % BLOCK;
      int size = Math.min(BLOCK - at, enough(wanted - accepted, accepted, drawn));
      Table more = model.restored(firstRow + at, size, seed(seed, attempt), blanks, learned);
      boolean[] good = keeps(more);
      int[] taken =
          IntStream.range(0, size).filter(row -> good[row]).limit(wanted - accepted).toArray();
      parts.add(more);
      rows.add(taken);
      accepted += taken.length;
      drawn = accepted < wanted ? drawn + size : drawn + taken[taken.length - 1] + 1;
    }
    return new Block(parts, rows, drawn);
  }

  /** Candidates to draw for rows that are missing: how many does not change which are taken. */
  private static int enough(int missing, int accepted, int drawn) {
    double rate = Math.max(0.01, (double) accepted / drawn);
    return (int) Math.min(BLOCK, Math.max(16, 1.2 * missing / rate));
  }

  private static long seed(long seed, int attempt) {
    return attempt == 0 ? seed : new CellRandom(seed, SEED_STREAM).bits(attempt);
  }

  private InvalidInputException tooFew(List<Table> parts, int accepted, int wanted, int drawn) {
    String worst = null;
    long most = -1;
    for (var constraint : constraints) {
      long broken =
          parts.stream()
              .skip(1)
              .mapToLong(
                  part ->
                      IntStream.range(0, part.rows())
                          .filter(row -> constraint.condition().of(part, row) == Truth.FALSE)
                          .count())
              .sum();
      if (broken > most) {
        most = broken;
        worst = constraint.name();
      }
    }
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "constraint '%s': of %,d rows drawn for %,d only %,d keep all constraints, and this one is"
                + " broken most often; write it in a form that is held by construction, loosen it, or"
                + " take an engine that learns it",
            worst,
            drawn,
            wanted,
            accepted));
  }

  private Table concat(Table first, List<Block> blocks) {
    if (blocks.stream().allMatch(block -> block.parts().size() == 1)) {
      return first;
    }
    var columns = new ArrayList<Column>();
    for (int i = 0; i < learned.size(); i++) {
      // An identifier belongs to the number of its row, so that none is there twice.
      if (learned.columns().get(i).type() == ColumnType.IDENTIFIER) {
        columns.add(first.columns().get(i));
        continue;
      }
      var parts = new ArrayList<Column>();
      for (var block : blocks) {
        for (int part = 0; part < block.parts().size(); part++) {
          parts.add(block.parts().get(part).columns().get(i).select(block.rows().get(part)));
        }
      }
      columns.add(Column.concat(parts));
    }
    return new Table(learned, columns);
  }
}
