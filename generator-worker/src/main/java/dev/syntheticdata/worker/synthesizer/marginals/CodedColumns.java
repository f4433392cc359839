package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The modelled columns of the rows that a fit uses, as groups, a byte each.
 *
 * @param names the columns' names
 * @param groups groups by column and row, as {@link #groups} gives them
 * @param sizes the columns' numbers of groups
 */
record CodedColumns(List<String> names, byte[][] groups, int[] sizes) {

  /** A value that is never drawn. */
  private static final int NEVER = 0xFF;

  int count() {
    return sizes.length;
  }

  /**
   * The groups of a column.
   *
   * @param size number of groups: {@link Plan} asks for so few that they are far below 255
   * @param group the group of each row; -1 for a value that is never drawn
   */
  static byte[] groups(int rows, int size, IntUnaryOperator group) {
    if (size > NEVER) {
      throw new IllegalStateException("a column has " + size + " groups, more than a byte can say");
    }
    var groups = new byte[rows];
    for (int row = 0; row < rows; row++) {
      groups[row] = (byte) group.applyAsInt(row);
    }
    return groups;
  }

  /**
   * Rows by the groups of three columns, the last one's fastest; rows with a value that is never
   * drawn are left out.
   *
   * @param context position of the first column, or -1 for none
   */
  long[] count(int context, int a, int b) {
    int contextSize = context < 0 ? 1 : sizes[context];
    var counts = new long[contextSize * sizes[a] * sizes[b]];
    byte[] contexts = context < 0 ? null : groups[context];
    byte[] first = groups[a];
    byte[] second = groups[b];
    for (int row = 0; row < first.length; row++) {
      int c = contexts == null ? 0 : contexts[row] & NEVER;
      int i = first[row] & NEVER;
      int j = second[row] & NEVER;
      if (c != NEVER && i != NEVER && j != NEVER) {
        counts[(c * sizes[a] + i) * sizes[b] + j]++;
      }
    }
    return counts;
  }

  /** Rows by the groups of two columns. */
  long[] count(int context, int a) {
    return count(-1, context, a);
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
