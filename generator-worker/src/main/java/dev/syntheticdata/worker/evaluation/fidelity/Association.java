package dev.syntheticdata.worker.evaluation.fidelity;

import java.util.HashMap;
import java.util.Map;

/** How strongly two columns depend on each other, where at least one has categories. */
final class Association {

  private Association() {}

  /**
   * Cramér's V: {@code sqrt(chi2 / (n * (min(r, c) - 1)))} of the two-way table, r and c being the
   * cells that occur in it. 0: independent, 1: one determines the other. Null where a column is
   * constant.
   *
   * <p>Source: H. Cramér, Mathematical Methods of Statistics, 1946, 21.9.
   */
  static Double cramersV(int[] first, int firstCells, int[] second, int secondCells) {
    if ((long) firstCells * secondCells <= CellCounts.DENSE_LIMIT) {
      int[] joint = new int[firstCells * secondCells];
      for (int row = 0; row < first.length; row++) {
        joint[first[row] * secondCells + second[row]]++;
      }
      return cramersV(joint, secondCells);
    }
    long[] ofFirst = counts(first, firstCells);
    long[] ofSecond = counts(second, secondCells);
    int smaller = Math.min(occurring(ofFirst), occurring(ofSecond));
    if (smaller < 2) {
      return null;
    }
    double sum = 0;
    Map<Long, Integer> joint = new HashMap<>();
    for (int row = 0; row < first.length; row++) {
      joint.merge((long) first[row] * secondCells + second[row], 1, Integer::sum);
    }
    // In the order of the cells, so that rounding does not depend on the map.
    for (long cell : joint.keySet().stream().sorted().toList()) {
      sum +=
          part(
              joint.get(cell),
              ofFirst[(int) (cell / secondCells)],
              ofSecond[(int) (cell % secondCells)]);
    }
    return ofSum(sum, smaller);
  }

  /** The same of a table that is counted already, row by row of so many cells. */
  static Double cramersV(int[] joint, int secondCells) {
    long[] ofFirst = new long[joint.length / secondCells];
    long[] ofSecond = new long[secondCells];
    for (int cell = 0; cell < joint.length; cell++) {
      ofFirst[cell / secondCells] += joint[cell];
      ofSecond[cell % secondCells] += joint[cell];
    }
    int smaller = Math.min(occurring(ofFirst), occurring(ofSecond));
    if (smaller < 2) {
      return null;
    }
    double sum = 0;
    for (int cell = 0; cell < joint.length; cell++) {
      sum += part(joint[cell], ofFirst[cell / secondCells], ofSecond[cell % secondCells]);
    }
    return ofSum(sum, smaller);
  }

  private static double ofSum(double sum, int smaller) {
    return Math.sqrt(Math.max(0, Math.min(1, (sum - 1) / (smaller - 1))));
  }

  private static double part(int joint, long first, long second) {
    return joint == 0 ? 0 : (double) joint * joint / ((double) first * second);
  }

  private static long[] counts(int[] codes, int cells) {
    long[] counts = new long[cells];
    for (int code : codes) {
      counts[code]++;
    }
    return counts;
  }

  private static int occurring(long[] counts) {
    int occurring = 0;
    for (long count : counts) {
      occurring += count > 0 ? 1 : 0;
    }
    return occurring;
  }
}
