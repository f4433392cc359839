package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.table.ColumnSchema;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/**
 * Builds the quantile polygon of a column. A value is an atom, a level stretch, where at least
 * {@code protectedRows} rows and one row in {@value #ROWS_PER_ATOM} have it. Each run of other
 * values between two atoms is a polygon through about {@value #KNOTS} quantiles for the whole
 * column. A run of fewer rows than are protected shows none of its values: it runs straight from
 * one atom to the next, or belongs to the atom at the end of the column.
 *
 * <p>No quantile is the value of fewer than {@code protectedRows}. One that so many share is told
 * as it is. Any other is the mean of a window: that many neighbours, none of them a value that is
 * told. Windows do not overlap, for the difference of two that do would tell single values. So a
 * column of few rows has fewer quantiles, down to the mean of all its values; of fewer values than
 * are protected that mean is all there is. The least and greatest value are those of the outermost
 * windows.
 *
 * <p>Where rows have owners, owners are counted instead of rows, and each weighs the same in a
 * mean.
 */
final class NumberMarginFitter {

  private static final int ROWS_PER_ATOM = 200;
  private static final int KNOTS = 1000;

  private final double[] sorted;

  /** Whose value it is, by position; null where each row has an owner of its own. */
  private final int[] owners;

  private final int protectedRows;

  /** The positions of values that enough have to be told. */
  private final BitSet shared = new BitSet();

  private double[] probabilities = new double[64];
  private double[] values = new double[64];
  private int knots;

  private NumberMarginFitter(double[] sorted, int[] owners, int protectedRows) {
    this.sorted = sorted;
    this.owners = owners;
    this.protectedRows = protectedRows;
  }

  /** Neighbouring values, from one position to below another. */
  private record Window(int from, int to) {}

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
      if (isProtected(from, to)) {
        if (to - from >= atom && to - from > 1) {
          run(runStart, from);
          knot(from, sorted[from]);
          knot(to, sorted[from]);
          runStart = to;
        } else {
          shared.set(from, to);
        }
      }
      from = to;
    }
    run(runStart, n);
    if (knots == 0) {
      level(0, n, mean(new Window(0, n)));
    }
  }

  /** The values from one position to below another, none of them an atom. */
  private void run(int from, int to) {
    int rows = to - from;
    int n = sorted.length;
    if (rows == 0) {
      return;
    }
    if (!isProtected(from, to)) {
      if (to == n && knots > 0) {
        probabilities[knots - 1] = 1;
      }
      // A run at the start belongs to the atom after it: see knot().
      return;
    }
    var left = window(from, to);
    var right = windowBefore(to, from);
    if (left != null && right != null && left.to > right.from) {
      level(from, to, mean(new Window(from, to)));
      return;
    }
    if (left != null) {
      level(from, centre(left, from, to), mean(left));
    } else if (!shared.get(from)) {
      knot(from, sorted[shared.nextSetBit(from)]);
    }
    inner(from, to, left == null ? from : left.to, right == null ? to : right.from);
    if (right != null) {
      level(centre(right, from, to), to, mean(right));
    } else if (!shared.get(to - 1)) {
      knot(to, sorted[shared.previousSetBit(to - 1)]);
    }
  }

  /**
   * The quantiles of a run.
   *
   * @param begin the first position that is not in the window of the run's beginning
   * @param end the first position of the window of the run's end
   */
  private void inner(int from, int to, int begin, int end) {
    int rows = to - from;
    int count = Math.max(2, Math.min(rows, (int) ((long) KNOTS * rows / sorted.length) + 1));
    int free = begin;
    for (int k = 0; k < count; k++) {
      double share = (double) k / (count - 1);
      int at = from + (int) Math.rint(share * (rows - 1));
      if (shared.get(at)) {
        knot(from + share * rows, sorted[at]);
      } else if (at >= free && at < end) {
        int first = Math.max(free, shared.previousSetBit(at) + 1);
        var window = window(Math.max(first, at - (protectedRows - 1) / 2), end);
        if (window != null) {
          knot(centre(window, from, to), mean(window));
          free = window.to;
        }
      }
    }
  }

  /** The position of a window's middle, where the first value of a run is at its beginning. */
  private static double centre(Window window, int from, int to) {
    double rows = to - from;
    return from + ((window.from + window.to - 1) / 2.0 - from) * (rows / (rows - 1));
  }

  /** The fewest values from a position on that protect each other; null where there are none. */
  private Window window(int from, int limit) {
    int told = shared.nextSetBit(from);
    int end = told < 0 ? limit : Math.min(told, limit);
    int size = enough(from, end, 1);
    return size < 0 ? null : new Window(from, from + size);
  }

  /** The fewest values before a position that protect each other; null where there are none. */
  private Window windowBefore(int to, int limit) {
    int begin = Math.max(shared.previousSetBit(to - 1) + 1, limit);
    int size = enough(to - 1, begin - 1, -1);
    return size < 0 ? null : new Window(to - size, to);
  }

  /**
   * How many values it takes from a position on to have so many rows or owners; -1 if all do not.
   */
  private int enough(int from, int end, int step) {
    int most = (end - from) * step;
    if (owners == null || most < protectedRows) {
      return most >= protectedRows ? protectedRows : -1;
    }
    var met = new HashSet<Integer>();
    for (int i = 0; i < most; i++) {
      met.add(owners[from + i * step]);
      if (met.size() == protectedRows) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Whether values of so many rows or owners lie between two positions. */
  private boolean isProtected(int from, int to) {
    return enough(from, to, 1) > 0;
  }

  /** The mean of the rows, or of the owners' means. */
  private double mean(Window window) {
    double mean = owners == null ? meanOfRows(window) : meanOfOwners(window);
    // Sums are rounded, and those of huge values overflow.
    return Math.max(sorted[window.from], Math.min(sorted[window.to - 1], mean));
  }

  private double meanOfRows(Window window) {
    double sum = 0;
    for (int i = window.from; i < window.to; i++) {
      sum += sorted[i];
    }
    return sum / (window.to - window.from);
  }

  private double meanOfOwners(Window window) {
    var sums = new LinkedHashMap<Integer, double[]>();
    for (int i = window.from; i < window.to; i++) {
      double[] sum = sums.computeIfAbsent(owners[i], owner -> new double[2]);
      sum[0] += sorted[i];
      sum[1]++;
    }
    double sum = 0;
    for (double[] owner : sums.values()) {
      sum += owner[0] / owner[1];
    }
    return sum / sums.size();
  }

  private void level(double from, double to, double value) {
    knot(from, value);
    knot(to, value);
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
