package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds rows that equal a given row in every compared column; missing equals missing. A hash table
 * over row numbers: building and asking cost rows times columns.
 */
final class RowIndex {

  private static final int EMPTY = -1;

  private final Table table;
  private final List<Integer> compared;
  private final int[] slots;
  private final BitSet repeated = new BitSet();

  RowIndex(Table table, List<Integer> compared) {
    this.table = table;
    this.compared = compared;
    this.slots = new int[Integer.highestOneBit(Math.max(1, table.rows())) * 4];
    Arrays.fill(slots, EMPTY);
    for (int row = 0; row < table.rows(); row++) {
      add(row);
    }
  }

  private void add(int row) {
    int slot = slotOf(table, row);
    if (slots[slot] == EMPTY) {
      slots[slot] = row;
    } else {
      repeated.set(slots[slot]);
      repeated.set(row);
    }
  }

  /** The slot of the row that equals this one, or the empty slot where it would be. */
  private int slotOf(Table other, int row) {
    int slot = (int) (hash(other, row) >>> 33) & (slots.length - 1);
    while (slots[slot] != EMPTY && !equal(slots[slot], other, row)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  /** The share of a table's rows that equal an indexed row. */
  double shareFound(Table other) {
    return (double) rowsFound(other).cardinality() / other.rows();
  }

  /** The rows of a table that equal an indexed row. */
  BitSet rowsFound(Table other) {
    var found = new BitSet(other.rows());
    for (int row = 0; row < other.rows(); row++) {
      found.set(row, slots[slotOf(other, row)] != EMPTY);
    }
    return found;
  }

  /** The share of the indexed rows that equal another indexed row. */
  double shareRepeated() {
    return (double) repeated.cardinality() / table.rows();
  }

  private boolean equal(int mine, Table other, int theirs) {
    for (int index : compared) {
      if (bits(table.columns().get(index), mine) != bits(other.columns().get(index), theirs)) {
        return false;
      }
    }
    return true;
  }

  private long hash(Table of, int row) {
    long hash = 0;
    for (int index : compared) {
      hash = (hash ^ bits(of.columns().get(index), row)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash * 0x9E3779B97F4A7C15L;
  }

  /** A number that two values share only if they are equal. */
  private static long bits(Column column, int row) {
    return column.isCodes() ? column.code(row) : Double.doubleToLongBits(column.number(row) + 0.0);
  }
}
