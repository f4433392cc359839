package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.table.ColumnSchema;
import java.util.Arrays;

/**
 * Builds the quantile polygon of a column. A value is an atom, a level stretch, where at least
 * {@code protectedRows} rows and one row in {@value #ROWS_PER_ATOM} have it. Each run of other
 * values between two atoms is a polygon through about {@value #KNOTS} quantiles for the whole
 * column. A run of fewer rows than are protected shows none of its values: it runs straight from
 * one atom to the next, or belongs to the atom at the end of the column. The least and greatest
 * value are means of the outermost {@code protectedRows}.
 */
final class NumberMarginFitter {

  private static final int ROWS_PER_ATOM = 200;
  private static final int KNOTS = 1000;

  private final double[] sorted;
  private final int protectedRows;
  private double[] probabilities = new double[64];
  private double[] values = new double[64];
  private int knots;

  private NumberMarginFitter(double[] sorted, int protectedRows) {
    this.sorted = sorted;
    this.protectedRows = Math.max(1, Math.min(protectedRows, sorted.length / 10));
  }

  /**
   * @param present the column's values without the missing ones, at least one; they are sorted here
   */
  static NumberMargin fit(
      ColumnSchema column, double[] present, double missing, int protectedRows) {
    Arrays.sort(present);
    var fitter = new NumberMarginFitter(present, protectedRows);
    fitter.walk();
    return new NumberMargin(
        missing,
        Arrays.copyOf(fitter.probabilities, fitter.knots),
        Arrays.copyOf(fitter.values, fitter.knots),
        Grid.of(column, present));
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
      if (to - from >= atom && to - from > 1) {
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
    if (rows < protectedRows) {
      if (last) {
        probabilities[knots - 1] = 1;
      }
      // A run at the start belongs to the atom after it: see knot().
      return;
    }
    int count = Math.max(2, Math.min(rows, (int) ((long) KNOTS * rows / n) + 1));
    for (int k = 0; k < count; k++) {
      double share = (double) k / (count - 1);
      int at = from + (int) Math.rint(share * (rows - 1));
      knot(from + share * rows, sorted[at]);
    }
    if (first) {
      soften(knots - count, count, mean(from, from + protectedRows));
    }
    if (last) {
      soften(knots - 1, count, mean(to - protectedRows, to));
    }
  }

  /** Replaces an outermost knot, and those beyond its new value, by that value. */
  private void soften(int outermost, int count, double value) {
    boolean lower = outermost < knots - 1;
    for (int i = 0; i < count; i++) {
      int at = lower ? outermost + i : outermost - i;
      values[at] = lower ? Math.max(values[at], value) : Math.min(values[at], value);
    }
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += sorted[i];
    }
    return sum / (to - from);
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
