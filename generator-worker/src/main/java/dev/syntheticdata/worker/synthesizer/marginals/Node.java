package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.Arrays;

/**
 * A column in the network: its groups given those of at most two columns before it.
 *
 * @param column position of the column
 * @param parents positions of the columns it depends on
 * @param parentSizes their numbers of groups
 * @param size its number of groups
 * @param cumulative for each combination of the parents' groups, the last parent's fastest, the
 *     probability of each group or one before it, in units of 2^-30
 */
record Node(int column, int[] parents, int[] parentSizes, int size, int[] cumulative) {

  private static final int ONE = 1 << 30;

  /**
   * A node from rows by parents' groups and own group; where a combination has none, from all rows.
   */
  static Node of(int column, int[] parents, int[] parentSizes, int size, double[] rows) {
    var all = new double[size];
    for (int i = 0; i < rows.length; i++) {
      all[i % size] += rows[i];
    }
    var cumulative = new int[rows.length];
    for (int from = 0; from < rows.length; from += size) {
      double[] weights = Arrays.copyOfRange(rows, from, from + size);
      cumulate(Arrays.stream(weights).sum() > 0 ? weights : all, cumulative, from);
    }
    return new Node(column, parents, parentSizes, size, cumulative);
  }

  private static void cumulate(double[] weights, int[] cumulative, int from) {
    double total = Arrays.stream(weights).sum();
    double sum = 0;
    int last = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[from + i] = (int) Math.min(ONE, Math.rint(sum / total * ONE));
      last = weights[i] > 0 ? i : last;
    }
    // Rounding must leave nothing for groups behind the last that can be drawn.
    Arrays.fill(cumulative, from + last, from + weights.length, ONE);
  }

  /** The probability of each group, by combination of the parents' groups. */
  double[] probabilities() {
    var probabilities = new double[cumulative.length];
    for (int i = 0; i < cumulative.length; i++) {
      int before = i % size == 0 ? 0 : cumulative[i - 1];
      probabilities[i] = (double) (cumulative[i] - before) / ONE;
    }
    return probabilities;
  }

  /**
   * A group.
   *
   * @param groups groups by column and row
   * @param bits random bits, of which the highest 30 are used
   */
  int draw(int[][] groups, int row, long bits) {
    int combination = 0;
    for (int i = 0; i < parents.length; i++) {
      combination = combination * parentSizes[i] + groups[parents[i]][row];
    }
    int target = (int) (bits >>> 34);
    int low = combination * size;
    int high = low + size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - combination * size;
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
