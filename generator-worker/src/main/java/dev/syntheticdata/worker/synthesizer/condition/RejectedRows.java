package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Rows under conditions of a model that cannot draw them by itself: whole rows are generated, and
 * those that satisfy what is asked are taken, each once. Exact for any model whose rows do not
 * depend on each other, at the cost of as many rows as the conditions are improbable.
 *
 * <p>Each block of {@link Partitioning#BLOCK_ROWS} rows has its own candidates in a fixed order:
 * the rows of the block under the seed, then those of the same numbers under the seeds of stream
 * 5,000,000. A row takes the first candidate of its choices that no row before it took. So no cut
 * into calls changes a row.
 */
public final class RejectedRows implements ConditionedRows {

  private static final int BLOCK = Partitioning.BLOCK_ROWS;
  private static final int PILOT_ROWS = 20_000;
  private static final long SEED_STREAM = 5_000_000;

  private final SynthesizerModel model;
  private final Conditions conditions;
  private final double effectiveShare;
  private final AtomicLong proposals = new AtomicLong();

  /**
   * @throws dev.syntheticdata.worker.failure.InvalidInputException if the model hardly ever makes
   *     such rows
   */
  public RejectedRows(SynthesizerModel model, Conditions conditions) {
    this.model = model;
    this.conditions = conditions;
    // One sample serves all combinations.
    var drawn = new Table[1];
    this.effectiveShare =
        Pilot.leastEffectiveShare(
            conditions,
            (choices, least, seed) -> {
              drawn[0] = drawn[0] == null ? model.generate(0, PILOT_ROWS, seed) : drawn[0];
              return IntStream.range(0, PILOT_ROWS)
                  .mapToDouble(row -> satisfies(drawn[0], row, choices) ? 1 : 0)
                  .toArray();
            });
  }

  private boolean satisfies(Table table, int row, int[] choices) {
    for (int k = 0; k < choices.length; k++) {
      var condition = conditions.columns().get(k);
      var values = condition.choices().get(choices[k]).values();
      if (!values.contains(table.columns().get(condition.column()), row)) {
        return false;
      }
    }
    return true;
  }

  /** The combination of choices that a row has; -1 for none. No row has two. */
  private int combination(Table table, int row) {
    for (int combination = 0; combination < conditions.combinations(); combination++) {
      if (satisfies(table, row, conditions.choices(combination))) {
        return combination;
      }
    }
    return -1;
  }

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    if (rows == 0) {
      return model.generate(firstRow, 0, seed);
    }
    long start = firstRow / BLOCK * BLOCK;
    int count = Math.toIntExact(firstRow + rows - start);
    var blocks =
        IntStream.range(0, (count + BLOCK - 1) / BLOCK)
            .parallel()
            .mapToObj(
                block -> {
                  int from = block * BLOCK;
                  return block(
                      start + from,
                      Math.min(BLOCK, count - from),
                      block == 0 ? (int) (firstRow - start) : 0,
                      seed);
                })
            .toList();
    return join(blocks);
  }

  private Table join(List<Table> tables) {
    var columns = new ArrayList<Column>();
    for (int j = 0; j < model.schema().size(); j++) {
      int column = j;
      columns.add(Column.concat(tables.stream().map(t -> t.columns().get(column)).toList()));
    }
    return new Table(model.schema(), columns);
  }

  /**
   * The rows of a block.
   *
   * @param skipped rows at its beginning that are drawn, but not wanted
   */
  private Table block(long firstRow, int rows, int skipped, long seed) {
    int[] wanted = conditions.combine(conditions.choose(firstRow, rows, seed), rows);
    var seeds = new CellRandom(seed, SEED_STREAM);
    var parts = new ArrayList<Table>();
    var placeOf = new int[rows];
    Arrays.fill(placeOf, -1);
    var next = new int[conditions.combinations()];
    int left = rows;
    int place = 0;
    for (int attempt = 0; left > 0; attempt++) {
      if (attempt == Pilot.MOST_ATTEMPTS) {
        throw Pilot.inVain(conditions, wanted[firstOpen(placeOf)]);
      }
      Table drawn = model.generate(firstRow, BLOCK, attempt == 0 ? seed : seeds.bits(attempt));
      var taken = new ArrayList<Integer>();
      for (int i = 0; i < BLOCK && left > 0; i++) {
        int combination = combination(drawn, i);
        proposals.incrementAndGet();
        if (combination < 0) {
          continue;
        }
        while (next[combination] < rows && wanted[next[combination]] != combination) {
          next[combination]++;
        }
        if (next[combination] < rows) {
          placeOf[next[combination]++] = place++;
          taken.add(i);
          left--;
        }
      }
      parts.add(drawn.select(taken.stream().mapToInt(Integer::intValue).toArray()));
    }
    return numbered(
        join(parts).select(Arrays.copyOfRange(placeOf, skipped, rows)), firstRow + skipped, seed);
  }

  private static int firstOpen(int[] placeOf) {
    return IntStream.range(0, placeOf.length).filter(row -> placeOf[row] < 0).findFirst().orElse(0);
  }

  /** An identifier belongs to the number of its row, so that none is there twice. */
  private Table numbered(Table table, long firstRow, long seed) {
    var schema = model.schema().columns();
    if (schema.stream().noneMatch(column -> column.type() == ColumnType.IDENTIFIER)) {
      return table;
    }
    Table own = model.generate(firstRow, table.rows(), seed);
    return new Table(
        table.schema(),
        IntStream.range(0, schema.size())
            .mapToObj(
                j -> (schema.get(j).type() == ColumnType.IDENTIFIER ? own : table).columns().get(j))
            .toList());
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(proposals.get(), effectiveShare);
  }
}
