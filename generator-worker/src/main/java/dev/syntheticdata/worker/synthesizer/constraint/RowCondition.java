package dev.syntheticdata.worker.synthesizer.constraint;

import dev.syntheticdata.worker.table.Table;

/** A yes-or-no question about a row of a table with a known schema. Safe for several threads. */
@FunctionalInterface
interface RowCondition {
  /** The answer for a row. */
  Truth of(Table table, int row);
}
