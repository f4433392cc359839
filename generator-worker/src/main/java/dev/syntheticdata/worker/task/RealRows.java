package dev.syntheticdata.worker.task;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.RowHasher;
import dev.syntheticdata.worker.table.Table;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The real rows of an evaluation by hand. */
final class RealRows {

  private static final int PARTS = 4;

  private RealRows() {}

  /**
   * The rows that are not held out. A table that holds every row of the holdout, as often as it is
   * there, is the whole source: the holdout's rows are taken out of it. Any other is left as it is.
   *
   * @throws InvalidInputException if nothing is left
   */
  static Table withoutHoldout(Table real, Table holdout) {
    if (!mayHold(real, holdout)) {
      return real;
    }
    Map<ByteBuffer, Integer> wanted = new HashMap<>();
    var held = new RowHasher(holdout);
    for (int row = 0; row < holdout.rows(); row++) {
      wanted.merge(ByteBuffer.wrap(held.hash(row)), 1, Integer::sum);
    }
    boolean[] alike = alike(real, wanted.keySet());
    var hasher = new RowHasher(real);
    int[] rest =
        IntStream.range(0, real.rows())
            .filter(row -> !alike[row] || !take(wanted, ByteBuffer.wrap(hasher.hash(row))))
            .toArray();
    boolean isWholeSource = real.rows() - rest.length == holdout.rows();
    if (isWholeSource && rest.length == 0) {
      throw new InvalidInputException(
          "--real and --holdout have the same rows; give the rows that were learned from, or the"
              + " whole source, as --real");
    }
    return isWholeSource ? real.select(rest) : real;
  }

  /** Whether every row of the holdout may be there; most often not, which needs no hash to see. */
  private static boolean mayHold(Table real, Table holdout) {
    var hasher = new RowHasher(real);
    long[] there = IntStream.range(0, real.rows()).mapToLong(hasher::mark).sorted().toArray();
    var held = new RowHasher(holdout);
    return IntStream.range(0, holdout.rows())
        .allMatch(row -> Arrays.binarySearch(there, held.mark(row)) >= 0);
  }

  /** Which rows are among some; found by several threads, each with a part of the rows. */
  private static boolean[] alike(Table table, Set<ByteBuffer> rows) {
    var alike = new boolean[table.rows()];
    IntStream.range(0, PARTS)
        .parallel()
        .forEach(
            part -> {
              var hasher = new RowHasher(table);
              int end = (int) ((part + 1L) * table.rows() / PARTS);
              for (int row = (int) ((long) part * table.rows() / PARTS); row < end; row++) {
                alike[row] = rows.contains(ByteBuffer.wrap(hasher.hash(row)));
              }
            });
    return alike;
  }

  private static boolean take(Map<ByteBuffer, Integer> wanted, ByteBuffer row) {
    int left = wanted.getOrDefault(row, 0);
    if (left > 0) {
      wanted.put(row, left - 1);
    }
    return left > 0;
  }
}
