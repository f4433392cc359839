package dev.syntheticdata.worker.table;

/**
 * Whole numbers, both ends among them; none where the least is above the greatest.
 *
 * @param least the least
 * @param greatest the greatest
 */
public record WholeNumbers(long least, long greatest) {

  /** Whether a number is among them. */
  public boolean has(long number) {
    return number >= least && number <= greatest;
  }

  /** Whether all of others are among them. */
  public boolean holds(WholeNumbers others) {
    return has(others.least) && has(others.greatest);
  }

  /** How many there are; {@link Long#MAX_VALUE} where there are more. */
  public long count() {
    if (greatest < least) {
      return 0;
    }
    long span = greatest - least;
    return span < 0 || span == Long.MAX_VALUE ? Long.MAX_VALUE : span + 1;
  }
}
