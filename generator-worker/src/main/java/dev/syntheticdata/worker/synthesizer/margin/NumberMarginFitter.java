package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.table.ColumnSchema;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Builds the quantile polygon of a column. A value is an atom, a level stretch, where at least
 * {@code protectedRows} rows and one row in {@value #ROWS_PER_ATOM} have it. Each run of other
 * values between two atoms is a polygon through about {@value #KNOTS} quantiles for the whole
 * column. A run of fewer rows than are protected shows none of its values: it runs straight from
 * one atom to the next, or belongs to the atom at the end of the column. The least and greatest
 * value are means of the outermost {@code protectedRows}.
 *
 * <p>Where rows have owners, owners are counted instead of rows: an atom is a value of so many of
 * them, the polygon has no knot at a value that fewer of them repeat, and the ends are means of the
 * outermost owners.
 */
final class NumberMarginFitter {

  private static final int ROWS_PER_ATOM = 200;
  private static final int KNOTS = 1000;

  private final double[] sorted;

  /** Whose value it is, by position; null where each row has an owner of its own. */
  private final int[] owners;

  private final int protectedRows;
  private double[] probabilities = new double[64];
  private double[] values = new double[64];
  private int knots;

  private NumberMarginFitter(double[] sorted, int[] owners, int protectedRows) {
    this.sorted = sorted;
    this.owners = owners;
    int all = owners == null ? sorted.length : (int) IntStream.of(owners).distinct().count();
    this.protectedRows = Math.max(1, Math.min(protectedRows, all / 10));
  }

  /**
   * @param present the column's values without the missing ones, at least one; they are sorted here
   * @param owners whose they are, in the same order; null to count rows
   */
  static NumberMargin fit(
      ColumnSchema column, double[] present, int[] owners, double missing, int protectedRows) {
    int[] sortedOwners = owners == null ? null : byValue(present, owners);
    Arrays.sort(present);
    var fitter = new NumberMarginFitter(present, sortedOwners, protectedRows);
    fitter.walk();
    return new NumberMargin(
        missing,
        Arrays.copyOf(fitter.probabilities, fitter.knots),
        Arrays.copyOf(fitter.values, fitter.knots),
        Grid.of(column, present));
  }

  private static int[] byValue(double[] values, int[] owners) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[a], values[b]))
        .mapToInt(i -> owners[i])
        .toArray();
  }

  private void walk() {
    int n = sorted.length;
    int atom = Math.max(protectedRows, (n + ROWS_PER_ATOM - 1) / ROWS_PER_ATOM);
    int runStart = 0;
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n && sorted[to] == sorted[from]) {
        to++;
      }
      if (to - from >= atom && to - from > 1 && isProtected(from, to)) {
        run(runStart, from);
        knot(from, sorted[from]);
        knot(to, sorted[from]);
        runStart = to;
      }
      from = to;
    }
    run(runStart, n);
  }

  /** The values from one position to below another, none of them an atom. */
  private void run(int from, int to) {
    int rows = to - from;
    int n = sorted.length;
    if (rows == 0) {
      return;
    }
    boolean first = from == 0;
    boolean last = to == n;
    if (!isProtected(from, to)) {
      if (last) {
        probabilities[knots - 1] = 1;
      }
      // A run at the start belongs to the atom after it: see knot().
      return;
    }
    int before = knots;
    int count = Math.max(2, Math.min(rows, (int) ((long) KNOTS * rows / n) + 1));
    for (int k = 0; k < count; k++) {
      double share = (double) k / (count - 1);
      int at = from + (int) Math.rint(share * (rows - 1));
      if (k == 0 || k == count - 1 || !isRepeatedByFew(at)) {
        knot(from + share * rows, sorted[at]);
      }
    }
    count = knots - before;
    if (first) {
      soften(knots - count, count, outermost(from, to, 1));
    }
    if (last) {
      soften(knots - 1, count, outermost(to - 1, from - 1, -1));
    }
  }

  /** Whether values of so many rows or owners lie between two positions. */
  private boolean isProtected(int from, int to) {
    if (owners == null || to - from < protectedRows) {
      return to - from >= protectedRows;
    }
    return IntStream.range(from, to).map(i -> owners[i]).distinct().limit(protectedRows).count()
        == protectedRows;
  }

  /** Whether a value is there more than once by some owner, and has too few owners. */
  private boolean isRepeatedByFew(int at) {
    if (owners == null) {
      return false;
    }
    int from = at;
    int to = at + 1;
    while (from > 0 && sorted[from - 1] == sorted[at]) {
      from--;
    }
    while (to < sorted.length && sorted[to] == sorted[at]) {
      to++;
    }
    return IntStream.range(from, to).map(i -> owners[i]).distinct().count() < to - from
        && !isProtected(from, to);
  }

  /** Replaces an outermost knot, and those beyond its new value, by that value. */
  private void soften(int outermost, int count, double value) {
    boolean lower = outermost < knots - 1;
    for (int i = 0; i < count; i++) {
      int at = lower ? outermost + i : outermost - i;
      values[at] = lower ? Math.max(values[at], value) : Math.min(values[at], value);
    }
  }

  /** The mean of the outermost value of each of the outermost rows or owners. */
  private double outermost(int from, int to, int step) {
    var counted = new int[protectedRows];
    var outer = new double[protectedRows];
    int found = 0;
    for (int i = from; i != to && found < protectedRows; i += step) {
      int owner = owners == null ? i : owners[i];
      if (Arrays.stream(counted, 0, found).noneMatch(known -> known == owner)) {
        counted[found] = owner;
        outer[found++] = sorted[i];
      }
    }
    Arrays.sort(outer, 0, found);
    double sum = 0;
    for (int i = 0; i < found; i++) {
      sum += outer[i];
    }
    return sum / found;
  }

  private void knot(double position, double value) {
    if (knots == values.length) {
      probabilities = Arrays.copyOf(probabilities, 2 * knots);
      values = Arrays.copyOf(values, 2 * knots);
    }
    probabilities[knots] = knots == 0 ? 0 : position / sorted.length;
    values[knots] = value;
    knots++;
  }
}
