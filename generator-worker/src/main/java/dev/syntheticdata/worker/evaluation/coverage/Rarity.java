package dev.syntheticdata.worker.evaluation.coverage;

/**
 * What a perfect sample of the size of S would hold of a cell that has a given share in T: the
 * attainable value of a coverage, since a sample of n rows misses what is rare by chance.
 */
final class Rarity {

  /** Up to this expected count the distribution is summed; above it, chance no longer matters. */
  private static final double SUMMED = 100;

  private Rarity() {}

  /** The probability that at least one of {@code rows} rows falls into a cell. */
  static double presence(double share, int rows) {
    return -Math.expm1(rows * Math.log1p(-Math.min(share, 1 - 1e-15)));
  }

  /**
   * The expectation of the share found over the share wanted, each cell counted at most {@code cap}
   * times, for a Poisson count.
   */
  static double cappedMass(double share, int rows, double cap) {
    double expected = share * rows;
    if (expected > SUMMED) {
      return 1;
    }
    double probability = Math.exp(-expected);
    double below = 0;
    double mass = 0;
    for (int count = 0; count < cap * expected; count++) {
      below += probability;
      mass += probability * count / expected;
      probability *= expected / (count + 1);
    }
    return mass + (1 - below) * cap;
  }
}
