package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.worker.synthesizer.CellRandom;

/**
 * A permutation of 0 to size - 1 that is computed number by number: a Feistel network of {@value
 * #ROUNDS} rounds over the least even number of bits that can hold them, walked until it falls
 * below the size (J. Black and P. Rogaway, Ciphers with arbitrary finite domains, 2002), which
 * takes fewer than four steps on average. It scatters; it is no cipher: do not take it for secret.
 */
final class Permutation {

  private static final int ROUNDS = 6;

  private final long size;
  private final int half;
  private final long mask;
  private final CellRandom[] rounds = new CellRandom[ROUNDS];

  /**
   * @param size at least 1, at most 2^62
   * @param key what tells it from others
   */
  Permutation(long size, CellRandom key) {
    this.size = size;
    int bits = 64 - Long.numberOfLeadingZeros(size - 1);
    this.half = Math.max(1, (bits + 1) / 2);
    this.mask = (1L << half) - 1;
    for (int round = 0; round < ROUNDS; round++) {
      rounds[round] = new CellRandom(key.bits(round), round);
    }
  }

  /** Where a number goes. */
  long of(long number) {
    long at = number;
    do {
      at = step(at);
    } while (at >= size);
    return at;
  }

  private long step(long number) {
    long left = number >>> half;
    long right = number & mask;
    for (var round : rounds) {
      long next = left ^ (round.bits(right) & mask);
      left = right;
      right = next;
    }
    return left << half | right;
  }
}
