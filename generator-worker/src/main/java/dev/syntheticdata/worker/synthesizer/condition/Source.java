package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.table.Table;
import java.util.function.IntPredicate;

/** Rows from which {@link RejectedRows} takes those that satisfy what is asked. */
interface Source {

  /**
   * Rows.
   *
   * @param table the rows
   * @param allowed whether the row at a position of the table may be taken
   */
  record Candidates(Table table, IntPredicate allowed) {}

  /** Rows {@code firstRow} to {@code firstRow + rows}, the same in whatever call. */
  Candidates draw(long firstRow, int rows, long seed);

  /** What it took to draw them, where this is more than the rows themselves; otherwise null. */
  default TaskResult.Conditioning conditioning() {
    return null;
  }

  /** The rows of a model, each of which may be taken. */
  static Source of(SynthesizerModel model) {
    return (firstRow, rows, seed) ->
        new Candidates(model.generate(firstRow, rows, seed), row -> true);
  }
}
