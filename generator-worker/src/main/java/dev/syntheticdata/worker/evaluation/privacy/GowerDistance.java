package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.table.Table;
import java.util.List;

/**
 * Distance of two rows as SDMetrics' DCR metrics define it (Gower 1971): the mean over columns of
 * the difference in units of T's range, at most 1, for ordered values; 0 or 1 for equal or
 * different categories; 0 where both values are missing, 1 where one is. From 0 to 1.
 */
final class GowerDistance {

  private final List<Integer> numeric;
  private final List<Integer> categorical;
  private final double[] ranges;

  /**
   * @param reference T, whose ranges are the units
   * @param compared positions of the columns that count
   */
  GowerDistance(Table reference, List<Integer> compared) {
    var columns = reference.schema().columns();
    numeric = compared.stream().filter(i -> columns.get(i).type().isNumeric()).toList();
    categorical = compared.stream().filter(i -> columns.get(i).type().isCategorical()).toList();
    ranges =
        numeric.stream().mapToDouble(i -> range(reference.columns().get(i).numbers())).toArray();
  }

  private static double range(double[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    return max - min;
  }

  /** Rows laid out for distances. */
  record Points(double[][] numbers, int[][] codes) {
    int size() {
      return numbers.length;
    }
  }

  /** The rows of a table on the reference's schema. */
  Points points(Table table) {
    var numbers = new double[table.rows()][numeric.size()];
    for (int j = 0; j < numeric.size(); j++) {
      double[] values = table.columns().get(numeric.get(j)).numbers();
      for (int row = 0; row < numbers.length; row++) {
        numbers[row][j] = values[row];
      }
    }
    var codes = new int[table.rows()][categorical.size()];
    for (int j = 0; j < categorical.size(); j++) {
      int[] values = table.columns().get(categorical.get(j)).codes();
      for (int row = 0; row < codes.length; row++) {
        codes[row][j] = values[row];
      }
    }
    return new Points(numbers, codes);
  }

  /** The distance of a row to the closest of some others. Cost: rows times columns, mostly less. */
  double toClosest(Points from, int row, Points others) {
    double least = Double.POSITIVE_INFINITY;
    for (int other = 0; other < others.size() && least > 0; other++) {
      least =
          Math.min(
              least,
              sum(
                  from.numbers()[row],
                  from.codes()[row],
                  others.numbers()[other],
                  others.codes()[other],
                  least));
    }
    return least / (numeric.size() + categorical.size());
  }

  /** The summed distance, or any number not below {@code enough} as soon as that is reached. */
  private double sum(double[] a, int[] codesA, double[] b, int[] codesB, double enough) {
    double sum = 0;
    for (int j = 0; j < codesA.length; j++) {
      sum += codesA[j] == codesB[j] ? 0 : 1;
    }
    for (int j = 0; j < a.length && sum < enough; j++) {
      sum += difference(a[j], b[j], ranges[j]);
    }
    return sum;
  }

  private static double difference(double a, double b, double range) {
    if (a == b) {
      return 0;
    }
    double units = Math.abs(a - b) / range;
    if (units <= 1) {
      return units;
    }
    return Double.isNaN(a) && Double.isNaN(b) ? 0 : 1;
  }
}
