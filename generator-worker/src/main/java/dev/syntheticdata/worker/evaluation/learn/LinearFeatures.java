package dev.syntheticdata.worker.evaluation.learn;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the columns of a table become the numbers of a linear model: ordered values centred and
 * divided by their standard deviation, cut at {@value #CUT} of them; a 0 or 1 for each category of
 * at least {@value #ROWS_OF_A_CATEGORY} rows but the most frequent one; a 0 or 1 for the missing
 * value where there is any. Mean, deviation and categories come from the table given to {@link
 * #fit}.
 */
public final class LinearFeatures {

  private static final double CUT = 5;
  private static final int ROWS_OF_A_CATEGORY = 10;
  private static final int CATEGORIES = 30;

  private final List<Feature> features;

  private LinearFeatures(List<Feature> features) {
    this.features = features;
  }

  /** One number of a row. */
  private interface Feature {
    double of(Table table, int row);
  }

  /**
   * Chooses the features.
   *
   * @param table rows a model will learn from
   * @param columns positions of the columns: numeric or categorical
   * @param products whether squares and products of pairs of ordered columns are features too, for
   *     the first {@code products} of them
   */
  public static LinearFeatures fit(Table table, List<Integer> columns, int products) {
    var features = new ArrayList<Feature>();
    var ordered = new ArrayList<Feature>();
    for (int index : columns) {
      var column = table.columns().get(index);
      if (column.codes() != null) {
        addCategories(
            features, index, column, table.schema().columns().get(index).categories().size());
      } else {
        var scaled = scaled(index, column.numbers());
        if (scaled != null) {
          features.add(scaled);
          ordered.add(scaled);
        }
      }
      addMissing(features, index, column);
    }
    int paired = Math.min(products, ordered.size());
    for (int a = 0; a < paired; a++) {
      for (int b = a; b < paired; b++) {
        var first = ordered.get(a);
        var second = ordered.get(b);
        features.add((rows, row) -> first.of(rows, row) * second.of(rows, row));
      }
    }
    return new LinearFeatures(features);
  }

  /** Null where the column is constant. */
  private static Feature scaled(int index, double[] values) {
    int n = 0;
    double mean = 0;
    double squares = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        n++;
        double d = value - mean;
        mean += d / n;
        squares += d * (value - mean);
      }
    }
    if (n < 2 || !(squares > 0)) {
      return null;
    }
    double centre = mean;
    double deviation = Math.sqrt(squares / (n - 1));
    return (table, row) -> {
      double value = table.columns().get(index).numbers()[row];
      return Double.isNaN(value) ? 0 : Math.max(-CUT, Math.min(CUT, (value - centre) / deviation));
    };
  }

  private static void addCategories(
      List<Feature> features, int index, Column column, int categories) {
    int[] counts = new int[categories];
    for (int code : column.codes()) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    IntStream.range(0, categories)
        .boxed()
        .sorted(Comparator.comparingInt(code -> -counts[code]))
        .skip(1)
        .filter(code -> counts[code] >= ROWS_OF_A_CATEGORY)
        .limit(CATEGORIES)
        .forEach(
            code ->
                features.add(
                    (table, row) -> table.columns().get(index).codes()[row] == code ? 1 : 0));
  }

  private static void addMissing(List<Feature> features, int index, Column column) {
    int missing = 0;
    for (int row = 0; row < column.size(); row++) {
      missing += column.isMissing(row) ? 1 : 0;
    }
    if (missing >= ROWS_OF_A_CATEGORY && missing < column.size()) {
      features.add((table, row) -> table.columns().get(index).isMissing(row) ? 1 : 0);
    }
  }

  /** Number of features, with the constant one. */
  int size() {
    return features.size() + 1;
  }

  /** The features of every row, one row after another, each beginning with the constant 1. */
  double[] apply(Table table) {
    int width = size();
    double[] rows = new double[table.rows() * width];
    for (int row = 0; row < table.rows(); row++) {
      rows[row * width] = 1;
      for (int f = 1; f < width; f++) {
        rows[row * width + f] = features.get(f - 1).of(table, row);
      }
    }
    return rows;
  }
}
