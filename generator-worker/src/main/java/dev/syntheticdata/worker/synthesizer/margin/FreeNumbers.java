package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.WholeNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Finds consecutive whole numbers for new identifiers, of which none is one of the source: those
 * after the greatest, or, where a type has few of these left, the longest stretch there is, rather
 * without negative ones.
 */
final class FreeNumbers {

  /** A stretch with this part of what is above zero is long enough. */
  private static final long ENOUGH = 4;

  private static final List<RoundingMode> BESIDE =
      List.of(RoundingMode.FLOOR, RoundingMode.CEILING);

  private FreeNumbers() {}

  /**
   * A stretch of free numbers.
   *
   * @param values the source's identifiers, which are numbers
   * @param range what their type holds
   */
  static Optional<WholeNumbers> of(Column values, WholeNumbers range) {
    long[] taken = taken(values, range);
    long enough = range.greatest() / ENOUGH;
    long greatest = Math.max(0, LongStream.of(taken).max().orElse(0));
    if (greatest <= range.greatest() - enough) {
      var after = new WholeNumbers(after(greatest), range.greatest());
      if (after.least() > 0 && after.least() <= range.greatest() && after.count() >= enough) {
        return Optional.of(after);
      }
    }
    Arrays.sort(taken);
    var free = stretches(taken, range);
    if (free.isEmpty()) {
      return Optional.empty();
    }
    return longest(
            free.stream()
                .filter(stretch -> stretch.greatest() > 0)
                .map(FreeNumbers::above)
                .toList())
        .filter(stretch -> stretch.count() >= enough)
        .or(() -> longest(free))
        .map(stretch -> rounded(stretch, range));
  }

  /**
   * The next number with zeros after its first digit: the one after it would tell whose is last.
   *
   * @param greatest at least 0
   * @return negative where a long does not hold it
   */
  static long after(long greatest) {
    long unit = 10;
    while (unit <= greatest / 10) {
      unit *= 10;
    }
    return (greatest / unit + 1) * unit;
  }

  /**
   * What lies between round numbers, so that the ends tell of the numbers beside them no more than
   * about where they are; ends of the type's range, and 1, tell nothing. A stretch below 100 stays
   * as it is, since rounding would take too many of its few numbers: it tells both numbers beside
   * it.
   */
  private static WholeNumbers rounded(WholeNumbers stretch, WholeNumbers range) {
    long unit = 1;
    while (unit <= stretch.count() / 100) {
      unit *= 10;
    }
    long least = stretch.least();
    long last = stretch.greatest();
    long over = Math.floorMod(least, unit);
    boolean toldLeast = least != range.least() && least != 1 && over > 0;
    boolean toldLast = last != range.greatest();
    return new WholeNumbers(
        toldLeast ? least + unit - over : least,
        toldLast ? last - Math.floorMod(last - (unit - 1), unit) : last);
  }

  /** The numbers of the source, and both of those beside one with decimals. */
  private static long[] taken(Column values, WholeNumbers range) {
    var taken = LongStream.builder();
    for (int row = 0; row < values.size(); row++) {
      String text = values.isMissing(row) ? null : values.string(row);
      if (text == null) {
        continue;
      }
      var value = new BigDecimal(text);
      for (var mode : BESIDE) {
        var whole = value.setScale(0, mode).toBigInteger();
        if (whole.bitLength() < Long.SIZE && range.has(whole.longValue())) {
          taken.add(whole.longValue());
        }
      }
    }
    return taken.build().toArray();
  }

  private static List<WholeNumbers> stretches(long[] taken, WholeNumbers range) {
    var free = new ArrayList<WholeNumbers>();
    long from = range.least();
    for (long number : taken) {
      if (number < from) {
        continue;
      }
      if (number > from) {
        free.add(new WholeNumbers(from, number - 1));
      }
      if (number == range.greatest()) {
        return free;
      }
      from = number + 1;
    }
    free.add(new WholeNumbers(from, range.greatest()));
    return free;
  }

  private static WholeNumbers above(WholeNumbers stretch) {
    return new WholeNumbers(Math.max(1, stretch.least()), stretch.greatest());
  }

  private static Optional<WholeNumbers> longest(List<WholeNumbers> stretches) {
    return stretches.stream().max(Comparator.comparingLong(WholeNumbers::count));
  }
}
