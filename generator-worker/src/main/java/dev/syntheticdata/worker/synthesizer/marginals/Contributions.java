package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.HashMap;
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
    int position = table.schema().indexOf(entity);
    if (position < 0) {
      throw new InvalidInputException("holdout.by names the column '" + entity + "', not there");
    }
    var column = table.columns().get(position);
    int[] shuffled = IntStream.range(0, table.rows()).toArray();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = (int) random.below(i + 1L);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    var used = new HashMap<Object, Integer>();
    return Arrays.stream(shuffled)
        .filter(
            row -> column.isMissing(row) || used.merge(column.value(row), 1, Integer::sum) <= most)
        .sorted()
        .toArray();
  }
}
