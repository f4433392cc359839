package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.Arrays;

/**
 * Cells put together until each group has enough rows to stand out from the noise. Relations
 * between columns are learned by group; within its group a cell has its share of the rows.
 *
 * @param group group by cell; -1 for a cell that is never drawn
 * @param size number of groups
 * @param rows noisy rows by cell, not negative
 */
record Grouping(int[] group, int size, double[] rows) {

  /**
   * Noise a cell of missing values must stand out from, lest there be some where there are none.
   */
  private static final double CERTAIN = 4.5;

  private static final double LIKELY = 3;

  /**
   * Groups the cells of a domain: cells with many rows by themselves; of labels the others
   * together; of numbers neighbours together.
   *
   * @param noisy noisy rows by cell
   * @param total rows of the source, about
   * @param sigma noise of a cell
   * @param groups groups, about, at most
   */
  static Grouping of(Domain domain, long[] noisy, double total, double sigma, int groups) {
    int missing = domain.size() - 1;
    double[] counts = Arrays.stream(noisy).asDoubleStream().toArray();
    boolean anyMissing = counts[missing] >= CERTAIN * sigma || missing == 0;
    if (!anyMissing) {
      counts = Arrays.copyOf(counts, missing);
    }
    double[] rows = Arrays.copyOf(Projection.toSimplex(counts, total), missing + 1);
    var group = new int[missing + 1];
    int size =
        domain.ordered()
            ? stretches(rows, missing, group, sigma, total, groups)
            : labels(rows, missing, group, sigma, total, groups);
    group[missing] = anyMissing ? size++ : -1;
    return new Grouping(group, size, rows);
  }

  private static int labels(
      double[] rows, int cells, int[] group, double sigma, double total, int groups) {
    double least = Math.max(LIKELY * sigma, total / (4.0 * groups));
    int size = 0;
    boolean rest = false;
    for (int cell = 0; cell < cells; cell++) {
      boolean large = rows[cell] >= least;
      group[cell] = large ? size++ : -1;
      rest |= !large && rows[cell] > 0;
    }
    if (!rest) {
      return size;
    }
    for (int cell = 0; cell < cells; cell++) {
      group[cell] = group[cell] < 0 ? size : group[cell];
    }
    return size + 1;
  }

  private static int stretches(
      double[] rows, int cells, int[] group, double sigma, double total, int groups) {
    double large = Math.max(LIKELY * sigma, total / groups);
    double rest = 0;
    int alone = 0;
    for (int cell = 0; cell < cells; cell++) {
      boolean isLarge = rows[cell] >= large;
      alone += isLarge ? 1 : 0;
      rest += isLarge ? 0 : rows[cell];
    }
    double least = Math.max(LIKELY * sigma, rest / Math.max(4, groups - alone));
    int size = 0;
    int open = -1;
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      if (rows[cell] >= large) {
        group[cell] = size++;
        continue;
      }
      if (open < 0 || sum >= least) {
        open = size++;
        sum = 0;
      }
      group[cell] = open;
      sum += rows[cell];
    }
    return size;
  }

  /** The group of a cell; -1 for none, and for one that is never drawn. */
  int of(int cell) {
    return cell < 0 ? -1 : group[cell];
  }

  /** Noisy rows by group. */
  double[] totals() {
    var totals = new double[size];
    for (int cell = 0; cell < group.length; cell++) {
      if (group[cell] >= 0) {
        totals[group[cell]] += rows[cell];
      }
    }
    return totals;
  }

  /** Cells by group. */
  int[] cells() {
    var cells = new int[size];
    for (int g : group) {
      if (g >= 0) {
        cells[g]++;
      }
    }
    return cells;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
