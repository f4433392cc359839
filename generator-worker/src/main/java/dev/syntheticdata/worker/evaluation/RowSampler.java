package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Seeded choices of rows. Every purpose has its own stream, so that one metric's draws do not
 * depend on which others ran before. {@link Random} is used because its algorithm is specified: the
 * same seed gives the same rows on every Java.
 */
public final class RowSampler {

  private final long seed;

  /** A sampler for one evaluation. */
  public RowSampler(long seed) {
    this.seed = seed;
  }

  /** The random stream of a purpose. */
  public Random stream(String purpose) {
    long mixed = seed;
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mix(mixed + purpose.charAt(i));
    }
    return new Random(mix(mixed));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Positions of {@code count} different rows of {@code rows}, ascending; all rows where there are
   * no more than that.
   */
  public int[] sample(String purpose, int rows, int count) {
    if (count >= rows) {
      return firstRows(rows);
    }
    int[] chosen = Arrays.copyOf(permutation(purpose, rows), count);
    Arrays.sort(chosen);
    return chosen;
  }

  /**
   * As above, where there are entities the rows of as few of them as make up that number; the last
   * one's perhaps not all.
   *
   * @param entities whom the rows are about; null where each is about someone of its own
   */
  public int[] sample(String purpose, int rows, Entities entities, int count) {
    if (entities == null || count >= rows) {
      return sample(purpose, rows, count);
    }
    int[] place = places(purpose, entities);
    return IntStream.range(0, rows)
        .boxed()
        .sorted(Comparator.comparingInt(row -> place[entities.ofRow()[row]]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** The place of each entity in a random order. */
  public int[] places(String purpose, Entities entities) {
    int[] order = permutation(purpose, entities.count());
    int[] place = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      place[order[i]] = i;
    }
    return place;
  }

  /** The positions 0 to {@code rows} in random order (Fisher and Yates). */
  public int[] permutation(String purpose, int rows) {
    var random = stream(purpose);
    int[] order = firstRows(rows);
    for (int i = rows - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private static int[] firstRows(int rows) {
    int[] all = new int[rows];
    for (int i = 0; i < rows; i++) {
      all[i] = i;
    }
    return all;
  }
}
