package dev.syntheticdata.worker.synthesizer.condition;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;

/**
 * A sample of proposals under each combination of conditions, made before any row, which tells
 * whether enough would be accepted. It has a seed of its own, so that every shard comes to the same
 * answer.
 */
public final class Pilot {

  /** Proposals of a row, at most; a pilot that passes makes it next to impossible to need more. */
  public static final int MOST_ATTEMPTS = 100_000;

  /** The least share of proposals that must be accepted. */
  static final double LEAST_ACCEPTED = 0.001;

  private static final long SEED = 0x50494C4F54L;
  private static final int MANY_COMBINATIONS = 16;

  private Pilot() {}

  /** The weights of proposals: the probability, 0 to 1, that each is accepted. */
  @FunctionalInterface
  public interface Weights {
    /**
     * @param choices the choice of each column with a condition
     * @param proposals how many at least
     */
    double[] of(int[] choices, int proposals, long seed);
  }

  /**
   * Tries every combination.
   *
   * @return the effective size of the weights (Kish 1965: the square of their sum by the sum of
   *     their squares) as a share of their number, where it is the least
   * @throws InvalidInputException if too few would be accepted
   */
  public static double leastEffectiveShare(Conditions conditions, Weights weights) {
    int combinations = conditions.combinations();
    int proposals = combinations > MANY_COMBINATIONS ? 512 : 4096;
    double least = 1;
    for (int combination = 0; combination < combinations; combination++) {
      double[] of = weights.of(conditions.choices(combination), proposals, SEED);
      double sum = Arrays.stream(of).sum();
      if (sum < LEAST_ACCEPTED * of.length) {
        throw tooFew(conditions, combination, sum / of.length);
      }
      double squares = Arrays.stream(of).map(weight -> weight * weight).sum();
      least = Math.min(least, sum * sum / squares / of.length);
    }
    return Math.rint(least * 1e4) / 1e4;
  }

  /** What is said where rows are not to be had. */
  private static InvalidInputException tooFew(
      Conditions conditions, int combination, double accepted) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "conditions: the model hardly ever makes rows with %s together: of a million proposals"
                + " about %,.0f would be accepted, and %,.0f are needed; ask for less at once, widen"
                + " what is asked, or fit autoregressiveTrees with these columns in"
                + " engine.autoregressiveTrees.leading",
            conditions.words(combination),
            accepted * 1e6,
            LEAST_ACCEPTED * 1e6));
  }

  /** What is said of a row for which the most attempts were in vain. */
  public static InvalidInputException inVain(Conditions conditions, int combination) {
    return new InvalidInputException(
        "conditions: no row with %s together was found in %,d proposals; ask for less at once"
            .formatted(conditions.words(combination), MOST_ATTEMPTS));
  }

  /** The stream of an attempt: those of the first are the usual ones. */
  public static long stream(long stream, int attempt) {
    return stream + ((long) attempt << 32);
  }
}
