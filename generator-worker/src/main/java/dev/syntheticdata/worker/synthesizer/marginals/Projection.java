package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.Arrays;

/**
 * Brings noisy tables to what tables can be. It only works on noisy counts, so it costs nothing.
 */
final class Projection {

  private static final int SWEEPS = 60;
  private static final double LEAST = 1e-9;

  private Projection() {}

  /** The nearest counts in Euclidean distance that are not negative and have a given sum. */
  static double[] toSimplex(double[] counts, double total) {
    double[] descending = counts.clone();
    Arrays.sort(descending);
    double sum = -total;
    double shift = 0;
    for (int k = 1; k <= descending.length; k++) {
      double value = descending[descending.length - k];
      sum += value;
      if (value - sum / k > 0) {
        shift = sum / k;
      }
    }
    double by = shift;
    return Arrays.stream(counts).map(count -> Math.max(0, count - by)).toArray();
  }

  /**
   * A table of rows times columns with given margins, which have one sum: first moved the shortest
   * way to the margins, then made non-negative, then scaled to the margins (iterative proportional
   * fitting, Deming and Stephan 1940).
   *
   * @param table counts, row by row
   */
  static double[] toMargins(double[] table, double[] rows, double[] columns) {
    int height = rows.length;
    int width = columns.length;
    double total = Arrays.stream(rows).sum();
    if (total <= LEAST) {
      return new double[table.length];
    }
    double[] rowGap = rows.clone();
    double[] columnGap = columns.clone();
    double gap = total;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        double count = table[i * width + j];
        rowGap[i] -= count;
        columnGap[j] -= count;
        gap -= count;
      }
    }
    var moved = new double[table.length];
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        moved[i * width + j] =
            table[i * width + j]
                + rowGap[i] / width
                + columnGap[j] / height
                - gap / ((double) width * height);
      }
    }
    double[] fitted = toSimplex(moved, total);
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = Math.max(fitted[i], LEAST);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      scaleRows(fitted, rows, width);
      scaleColumns(fitted, columns, height);
    }
    return fitted;
  }

  private static void scaleRows(double[] table, double[] rows, int width) {
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        sum += table[i * width + j];
      }
      double factor = sum > 0 ? rows[i] / sum : 0;
      for (int j = 0; j < width; j++) {
        table[i * width + j] *= factor;
      }
    }
  }

  private static void scaleColumns(double[] table, double[] columns, int height) {
    int width = columns.length;
    for (int j = 0; j < width; j++) {
      double sum = 0;
      for (int i = 0; i < height; i++) {
        sum += table[i * width + j];
      }
      double factor = sum > 0 ? columns[j] / sum : 0;
      for (int i = 0; i < height; i++) {
        table[i * width + j] *= factor;
      }
    }
  }
}
