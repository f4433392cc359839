package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds rows that equal a given row in every compared column; missing equals missing. */
final class RowIndex {

  private final Table table;
  private final List<Integer> compared;
  private final int[] order;
  private final long[] hashes;

  RowIndex(Table table, List<Integer> compared) {
    this.table = table;
    this.compared = compared;
    this.order =
        IntStream.range(0, table.rows())
            .boxed()
            .sorted(Comparator.comparingLong(row -> hash(table, row)))
            .mapToInt(Integer::intValue)
            .toArray();
    this.hashes = IntStream.of(order).mapToLong(row -> hash(table, row)).toArray();
  }

  /** The share of a table's rows that occur in this index. */
  double shareFound(Table other) {
    int found = 0;
    for (int row = 0; row < other.rows(); row++) {
      found += contains(other, row) ? 1 : 0;
    }
    return (double) found / other.rows();
  }

  /** The share of the indexed rows that equal another indexed row. */
  double shareRepeated() {
    int repeated = 0;
    for (int at = 0; at < order.length; at++) {
      repeated += isRepeated(at) ? 1 : 0;
    }
    return (double) repeated / order.length;
  }

  private boolean isRepeated(int at) {
    for (int other = firstAtLeast(hashes[at]); other < hashes.length; other++) {
      if (hashes[other] != hashes[at]) {
        return false;
      }
      if (other != at && equal(order[at], table, order[other])) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(Table other, int row) {
    long hash = hash(other, row);
    for (int at = firstAtLeast(hash); at < hashes.length && hashes[at] == hash; at++) {
      if (equal(order[at], other, row)) {
        return true;
      }
    }
    return false;
  }

  private int firstAtLeast(long hash) {
    int low = 0;
    int high = hashes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashes[middle] < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
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
    return hash;
  }

  /** A number that two values share only if they are equal. */
  private static long bits(Column column, int row) {
    return column.codes() != null
        ? column.codes()[row]
        : Double.doubleToLongBits(column.numbers()[row] + 0.0);
  }
}
