package dev.syntheticdata.worker.synthesizer.sequences;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.margin.NumberMargin;
import java.util.Arrays;

/**
 * How many events each entity of a seed has, and with which row of the dataset it begins. Lengths
 * come before all else and from a stream of their own, so to find a row they alone are drawn again,
 * some 50 million in a second; the sums found on the way are kept for every {@value #STRIDE}
 * entities.
 */
final class Lengths {

  private static final int STRIDE = 1024;
  private static final long STREAM = 3_300_000;

  private final NumberMargin margin;
  private final CellRandom random;
  private long[] sums = new long[64];
  private int known = 1;

  Lengths(NumberMargin margin, long seed) {
    this.margin = margin;
    this.random = new CellRandom(seed, STREAM);
  }

  /** The number of events of an entity, at least 1. */
  int of(long entity) {
    return Math.max(1, (int) margin.grid().round(margin.quantile(random.uniform(entity))));
  }

  /** An entity and the row of the dataset with which it begins. */
  record Place(long entity, long firstRow) {}

  /** The entity that a row belongs to. */
  synchronized Place find(long row) {
    while (sums[known - 1] <= row) {
      extend();
    }
    int found = Arrays.binarySearch(sums, 0, known, row);
    int block = found >= 0 ? found : -found - 2;
    long entity = (long) block * STRIDE;
    long first = sums[block];
    for (int length = of(entity); first + length <= row; length = of(entity)) {
      first += length;
      entity++;
    }
    return new Place(entity, first);
  }

  private void extend() {
    if (known == sums.length) {
      sums = Arrays.copyOf(sums, 2 * known);
    }
    long from = (long) (known - 1) * STRIDE;
    long sum = sums[known - 1];
    for (long entity = from; entity < from + STRIDE; entity++) {
      sum += of(entity);
    }
    sums[known++] = sum;
  }
}
