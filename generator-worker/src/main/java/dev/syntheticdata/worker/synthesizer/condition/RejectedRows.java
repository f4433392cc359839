package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Rows under conditions of a model that can draw none by itself: whole rows are generated until one
 * satisfies what is asked. Exact for whatever the model, at the cost of as many rows as the
 * conditions are improbable. Attempt 0 of a row is the row of the seed, attempt a the row of that
 * number of the a-th number of stream -1 of the seed.
 */
final class RejectedRows implements ConditionedRows {

  private static final int PILOT_ROWS = 20_000;
  private static final int BLOCK = 4096;

  private final SynthesizerModel model;
  private final Conditions conditions;
  private final double effectiveShare;
  private final AtomicLong proposals = new AtomicLong();

  RejectedRows(SynthesizerModel model, Conditions conditions) {
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

  @Override
  public Table generate(long firstRow, int rows, long seed) {
    var blocks = new ArrayList<Table>();
    for (int from = 0; from < rows || blocks.isEmpty(); from += BLOCK) {
      blocks.add(block(firstRow + from, Math.min(BLOCK, rows - from), seed));
    }
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

  private Table block(long firstRow, int rows, long seed) {
    int[][] chosen = conditions.choose(firstRow, rows, seed);
    int[] combination = conditions.combine(chosen, rows);
    var attempts = new CellRandom(seed, -1);
    var accepted = new ArrayList<Table>();
    var placeOf = new int[rows];
    int count = 0;
    int[] open = IntStream.range(0, rows).toArray();
    for (int attempt = 0; open.length > 0; attempt++) {
      if (attempt == Pilot.MOST_ATTEMPTS) {
        throw Pilot.inVain(conditions, combination[open[0]]);
      }
      long seedOf = attempt == 0 ? seed : attempts.bits(attempt);
      proposals.addAndGet(open.length);
      var left = new ArrayList<Integer>();
      for (int from = 0; from < open.length; ) {
        int to = from + 1;
        while (to < open.length && open[to] == open[to - 1] + 1) {
          to++;
        }
        var drawn = model.generate(firstRow + open[from], to - from, seedOf);
        var kept = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
          if (satisfies(drawn, i - from, conditions.choices(combination[open[i]]))) {
            placeOf[open[i]] = count++;
            kept.add(i - from);
          } else {
            left.add(open[i]);
          }
        }
        if (!kept.isEmpty()) {
          accepted.add(drawn.select(ints(kept)));
        }
        from = to;
      }
      open = ints(left);
    }
    return accepted.isEmpty() ? model.generate(firstRow, 0, seed) : join(accepted).select(placeOf);
  }

  private static int[] ints(List<Integer> list) {
    return Arrays.stream(list.toArray(Integer[]::new)).mapToInt(Integer::intValue).toArray();
  }

  @Override
  public TaskResult.Conditioning conditioning() {
    return new TaskResult.Conditioning(proposals.get(), effectiveShare);
  }
}
