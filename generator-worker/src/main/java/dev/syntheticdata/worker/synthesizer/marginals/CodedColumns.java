package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.List;

/**
 * The modelled columns of the rows that a fit uses, as groups.
 *
 * @param names the columns' names
 * @param groups groups by column and row; -1 for a value that is never drawn
 * @param sizes the columns' numbers of groups
 */
record CodedColumns(List<String> names, int[][] groups, int[] sizes) {

  int count() {
    return sizes.length;
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
    int rows = groups[a].length;
    for (int row = 0; row < rows; row++) {
      int c = context < 0 ? 0 : groups[context][row];
      int i = groups[a][row];
      int j = groups[b][row];
      if (c >= 0 && i >= 0 && j >= 0) {
        counts[(c * sizes[a] + i) * sizes[b] + j]++;
      }
    }
    return counts;
  }

  /** Rows by the groups of two columns. */
  long[] count(int context, int a) {
    var counts = new long[sizes[context] * sizes[a]];
    for (int row = 0; row < groups[a].length; row++) {
      int c = groups[context][row];
      int i = groups[a][row];
      if (c >= 0 && i >= 0) {
        counts[c * sizes[a] + i]++;
      }
    }
    return counts;
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
