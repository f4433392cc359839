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
  private final List<int[]> products;
  private final int size;

  private LinearFeatures(List<Feature> features, List<int[]> products, int size) {
    this.features = features;
    this.products = products;
    this.size = size;
  }

  /** The numbers that a column gives. */
  private interface Feature {
    /** Adds those of a row that are not 0, by rising position. */
    void add(Table table, int row, SparseRows out);
  }

  /**
   * An ordered column.
   *
   * @param index of the column
   * @param position of its number
   */
  private record Scaled(int index, int position, double centre, double deviation)
      implements Feature {

    double of(Table table, int row) {
      double value = table.columns().get(index).number(row);
      return Double.isNaN(value) ? 0 : Math.max(-CUT, Math.min(CUT, (value - centre) / deviation));
    }

    @Override
    public void add(Table table, int row, SparseRows out) {
      out.add(position, of(table, row));
    }
  }

  /** A 0 or 1 for each of some codes: the position of each, 0 for none. */
  private record Codes(int index, int[] positions) implements Feature {
    @Override
    public void add(Table table, int row, SparseRows out) {
      int code = table.columns().get(index).code(row);
      if (code >= 0 && positions[code] > 0) {
        out.add(positions[code], 1);
      }
    }
  }

  /** A 0 or 1 for the missing value. */
  private record Missing(int index, int position) implements Feature {
    @Override
    public void add(Table table, int row, SparseRows out) {
      if (table.columns().get(index).isMissing(row)) {
        out.add(position, 1);
      }
    }
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
    var ordered = new ArrayList<Integer>();
    int next = 1;
    for (int index : columns) {
      var column = table.columns().get(index);
      if (column.isCodes()) {
        int categories = table.schema().columns().get(index).categories().size();
        var codes = new Codes(index, new int[categories]);
        next = place(codes.positions, column, next);
        features.add(codes);
      } else {
        var scaled = scaled(index, next, column);
        if (scaled != null) {
          ordered.add(features.size());
          features.add(scaled);
          next++;
        }
      }
      int missing = missing(column);
      if (missing >= ROWS_OF_A_CATEGORY && missing < column.size()) {
        features.add(new Missing(index, next++));
      }
    }
    int paired = Math.min(products, ordered.size());
    var pairs = new ArrayList<int[]>();
    for (int a = 0; a < paired; a++) {
      for (int b = a; b < paired; b++) {
        pairs.add(new int[] {ordered.get(a), ordered.get(b)});
      }
    }
    return new LinearFeatures(features, pairs, next + pairs.size());
  }

  /** Null where the column is constant. */
  private static Scaled scaled(int index, int position, Column column) {
    int n = 0;
    double mean = 0;
    double squares = 0;
    for (int row = 0; row < column.size(); row++) {
      double value = column.number(row);
      if (!Double.isNaN(value)) {
        n++;
        double d = value - mean;
        mean += d / n;
        squares += d * (value - mean);
      }
    }
    return n < 2 || !(squares > 0)
        ? null
        : new Scaled(index, position, mean, Math.sqrt(squares / (n - 1)));
  }

  /** Gives positions to the codes that are features, and says which is the next free one. */
  private static int place(int[] positions, Column column, int first) {
    int[] counts = new int[positions.length];
    for (int row = 0; row < column.size(); row++) {
      int code = column.code(row);
      if (code >= 0) {
        counts[code]++;
      }
    }
    int[] chosen =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingInt(code -> -counts[code]))
            .skip(1)
            .filter(code -> counts[code] >= ROWS_OF_A_CATEGORY)
            .limit(CATEGORIES)
            .mapToInt(Integer::intValue)
            .toArray();
    int next = first;
    for (int code : chosen) {
      positions[code] = next++;
    }
    return next;
  }

  private static int missing(Column column) {
    int missing = 0;
    for (int row = 0; row < column.size(); row++) {
      missing += column.isMissing(row) ? 1 : 0;
    }
    return missing;
  }

  /** Number of features, with the constant one. */
  int size() {
    return size;
  }

  /** The features of every row; the first is the constant 1. */
  SparseRows apply(Table table) {
    var out = new SparseRows(table.rows(), size, 1 + features.size() + products.size());
    for (int row = 0; row < table.rows(); row++) {
      out.add(0, 1);
      for (var feature : features) {
        feature.add(table, row, out);
      }
      for (int p = 0; p < products.size(); p++) {
        var first = (Scaled) features.get(products.get(p)[0]);
        var second = (Scaled) features.get(products.get(p)[1]);
        out.add(size - products.size() + p, first.of(table, row) * second.of(table, row));
      }
      out.endRow();
    }
    return out;
  }
}
