package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.table.Entities;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Bounds how many rows of one entity a fit uses: of those with more, a random choice. */
final class Contributions {

  private Contributions() {}

  /**
   * The rows to use, ascending.
   *
   * @param entity name of the column that names the entity; a row without one is an entity of its
   *     own
   * @param most rows of one entity
   */
  static int[] bounded(Table table, String entity, int most, ExactRandom random) {
    var entities = Entities.of(table, entity);
    int[] shuffled = IntStream.range(0, table.rows()).toArray();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = (int) random.below(i + 1L);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    var used = new int[entities.count()];
    int kept = 0;
    for (int row : shuffled) {
      if (used[entities.ofRow()[row]]++ < most) {
        shuffled[kept++] = row;
      }
    }
    Arrays.sort(shuffled, 0, kept);
    return Arrays.copyOf(shuffled, kept);
  }
}
