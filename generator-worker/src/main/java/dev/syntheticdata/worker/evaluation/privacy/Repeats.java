package dev.syntheticdata.worker.evaluation.privacy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much less many trials say that hang on the same few real rows, or entities where rows are
 * about some. Were one on the other side, of those learned from or of those held out, then all that
 * hangs on it would be there too: the variance is the sum of the squared numbers of trials per row,
 * where independent trials would have the sum of the numbers.
 */
final class Repeats {

  private Repeats() {}

  /**
   * The factor by which the variance is that of independent trials, 1 or more (Kish's design
   * effect).
   *
   * @param rows for each kind of rows, the row or entity each trial hangs on; those below 0 hang on
   *     none
   */
  static double factor(List<int[]> rows) {
    double trials = 0;
    double squares = 0;
    for (int[] kind : rows) {
      var counts = new HashMap<Integer, Integer>();
      IntStream on = Arrays.stream(kind).filter(row -> row >= 0);
      on.forEach(row -> counts.merge(row, 1, Integer::sum));
      for (double count : counts.values()) {
        trials += count;
        squares += count * count;
      }
    }
    return trials == 0 ? 1 : squares / trials;
  }
}
