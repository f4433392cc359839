package dev.syntheticdata.worker.synthesizer.trees;

/**
 * x·ln x for whole numbers, in units of {@link #UNIT}: a whole number itself, so that a sum of them
 * is the same in any order and on every platform, and divisions that are equally good are equal.
 */
final class Entropy {

  /** How many units are one: not so many that the sum over a table's rows could overflow. */
  static final long UNIT = 1L << 27;

  /**
   * Counts above these are those of a few nodes, and every entry costs a logarithm at the start.
   */
  private static final long[] TABLE = new long[1 << 14];

  static {
    for (int x = 1; x < TABLE.length; x++) {
      TABLE[x] = computed(x);
    }
  }

  private Entropy() {}

  /** How much x·ln x grows from x to x + 1. */
  static long step(int x) {
    return xLogX(x + 1) - xLogX(x);
  }

  /** x·ln x, 0 for 0. */
  static long xLogX(int x) {
    return x < TABLE.length ? TABLE[x] : computed(x);
  }

  private static long computed(int x) {
    return Math.round(x * StrictMath.log(x) * UNIT);
  }

  /** More than a sum of so many terms can be off. */
  static long rounding(int terms) {
    return terms / 2 + 1;
  }
}
