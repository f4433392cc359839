package dev.syntheticdata.worker.evaluation.learn;

import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Resamples test rows with replacement (Efron 1979) for percentile intervals. The same resamples
 * serve every statistic, so that quotients of two statistics are resampled in pairs. Where rows are
 * about entities, entities are resampled.
 */
public final class Bootstrap {

  private static final int REPLICATES = 200;
  private static final double TAIL = 0.025;

  private final int[][] weights;

  /** Draws the resamples of {@code rows} test rows. */
  public Bootstrap(int rows, Random random) {
    this(rows, null, random);
  }

  /**
   * Draws the resamples of test rows.
   *
   * @param rows how many there are
   * @param entities whom they are about, who are drawn with all their rows; null where each is
   *     about someone of its own
   */
  public Bootstrap(int rows, Entities entities, Random random) {
    weights = new int[REPLICATES][];
    for (int i = 0; i < REPLICATES; i++) {
      int[] times = drawn(entities == null ? rows : entities.count(), random);
      weights[i] =
          entities == null
              ? times
              : Arrays.stream(entities.ofRow()).map(entity -> times[entity]).toArray();
    }
  }

  private static int[] drawn(int count, Random random) {
    int[] times = new int[count];
    for (int draw = 0; draw < count; draw++) {
      times[random.nextInt(count)]++;
    }
    return times;
  }

  /**
   * The 95 % interval of a statistic of row weights, which several threads ask at once; null where
   * it has no value in half of the resamples or more.
   */
  public Interval interval(ToDoubleFunction<int[]> statistic) {
    double[] values =
        Arrays.stream(weights)
            .parallel()
            .mapToDouble(statistic)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (values.length <= REPLICATES / 2) {
      return null;
    }
    return new Interval(
        values[(int) Math.round(TAIL * (values.length - 1))],
        values[(int) Math.round((1 - TAIL) * (values.length - 1))]);
  }
}
