package dev.syntheticdata.worker.synthesizer.made;

import dev.syntheticdata.worker.table.WholeNumbers;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whether all words of a pattern are whole numbers, and from where to where they reach.
 * Numbers begin with 0 only where they are 0, and have no sign but that of negative ones: then the
 * same number is there once, and comes back as it was written.
 */
final class WordNumbers {

  /** Digits of the greatest number of 64 bits. */
  private static final int MOST_DIGITS = 19;

  private final Words words;
  private final Map<Integer, Ends> ends = new HashMap<>();

  /**
   * How words go on after a digit, by the number of digits that follow; null where none do.
   *
   * @param least the first of them
   * @param greatest the last
   */
  private record Ends(String[] least, String[] greatest) {}

  /** Thrown where a word is no whole number. */
  private static final class NoNumber extends Exception {
    private static final long serialVersionUID = 1;
  }

  private WordNumbers(Words words) {
    this.words = words;
  }

  /** From the least to the greatest of the words; empty where one is no number of 64 bits. */
  static Optional<WholeNumbers> of(Words words) {
    try {
      return new WordNumbers(words).range();
    } catch (NoNumber e) {
      return Optional.empty();
    }
  }

  private Optional<WholeNumbers> range() throws NoNumber {
    var range = new Range();
    requireOpen(Words.START);
    for (var step : words.steps(Words.START)) {
      for (int c = step.low(); c <= step.high(); c++) {
        if (c == '0') {
          requireEnd(step.to());
          range.add("", "0");
        } else if (c == '-') {
          requireOpen(step.to());
          for (var next : words.steps(step.to())) {
            numbers(next, "-", range);
          }
        } else {
          numbers(new Words.Step(c, c, step.to()), "", range);
        }
      }
    }
    return range.inLongs();
  }

  /** Numbers that begin with a digit other than 0. */
  private void numbers(Words.Step step, String sign, Range range) throws NoNumber {
    require(step.low() >= '1' && step.high() <= '9');
    var ends = ends(step.to());
    for (int digits = 0; digits < MOST_DIGITS; digits++) {
      if (ends.least()[digits] != null) {
        range.add(sign, (char) step.low() + ends.least()[digits]);
        range.add(sign, (char) step.high() + ends.greatest()[digits]);
      }
    }
  }

  private Ends ends(int state) throws NoNumber {
    var known = ends.get(state);
    if (known != null) {
      return known;
    }
    var least = new String[MOST_DIGITS];
    var greatest = new String[MOST_DIGITS];
    if (words.accepts(state)) {
      least[0] = "";
      greatest[0] = "";
    }
    for (var step : words.steps(state)) {
      require(step.low() >= '0' && step.high() <= '9');
      var after = ends(step.to());
      require(after.least()[MOST_DIGITS - 1] == null);
      for (int digits = 1; digits < MOST_DIGITS; digits++) {
        if (after.least()[digits - 1] != null) {
          least[digits] = least(least[digits], (char) step.low() + after.least()[digits - 1]);
          greatest[digits] =
              greatest(greatest[digits], (char) step.high() + after.greatest()[digits - 1]);
        }
      }
    }
    var found = new Ends(least, greatest);
    ends.put(state, found);
    return found;
  }

  private static String least(String one, String other) {
    return one == null || other.compareTo(one) < 0 ? other : one;
  }

  private static String greatest(String one, String other) {
    return one == null || other.compareTo(one) > 0 ? other : one;
  }

  private void requireOpen(int state) throws NoNumber {
    require(!words.accepts(state));
  }

  private void requireEnd(int state) throws NoNumber {
    require(words.accepts(state) && words.steps(state).isEmpty());
  }

  private static void require(boolean holds) throws NoNumber {
    if (!holds) {
      throw new NoNumber();
    }
  }

  /** The least and the greatest of numbers. */
  private static final class Range {
    private BigInteger least;
    private BigInteger greatest;

    void add(String sign, String digits) {
      var number = new BigInteger(sign + digits);
      least = least == null ? number : least.min(number);
      greatest = greatest == null ? number : greatest.max(number);
    }

    Optional<WholeNumbers> inLongs() {
      return least != null && least.bitLength() < Long.SIZE && greatest.bitLength() < Long.SIZE
          ? Optional.of(new WholeNumbers(least.longValue(), greatest.longValue()))
          : Optional.empty();
    }
  }
}
