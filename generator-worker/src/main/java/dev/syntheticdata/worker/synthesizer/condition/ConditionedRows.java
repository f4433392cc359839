package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.table.Table;

/** Rows for which conditions hold, drawn from a model. */
public interface ConditionedRows {

  /**
   * Rows {@code firstRow} to {@code firstRow + rows}. Row r of a seed is always the same, whatever
   * the call it is generated in.
   */
  Table generate(long firstRow, int rows, long seed);

  /** How the rows so far were found. */
  TaskResult.Conditioning conditioning();
}
