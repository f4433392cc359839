package dev.syntheticdata.worker.learn;

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

  private final List<Scaled> ordered;
  private final List<int[]> products;
  private final List<Flags> flags;
  private final int size;

  private LinearFeatures(List<Scaled> ordered, List<int[]> products, List<Flags> flags, int size) {
    this.ordered = ordered;
    this.products = products;
    this.flags = flags;
    this.size = size;
  }

  /** An ordered column. */
  private record Scaled(int index, double centre, double deviation) {

    double of(Table table, int row) {
      double value = table.columns().get(index).number(row);
      return Double.isNaN(value) ? 0 : Math.max(-CUT, Math.min(CUT, (value - centre) / deviation));
    }
  }

  /**
   * A 0 or 1 for each of some codes, and for the missing value.
   *
   * @param codes the place of each code; 0 for none
   * @param missing the place of the missing value; 0 for none
   */
  private record Flags(int index, int[] codes, int missing) {

    /** The place that is 1 in a row; 0 for none. */
    int of(Table table, int row) {
      var column = table.columns().get(index);
      if (column.isMissing(row)) {
        return missing;
      }
      return codes == null ? 0 : codes[column.code(row)];
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
    var ordered = new ArrayList<Scaled>();
    for (int index : columns) {
      var column = table.columns().get(index);
      var scaled = column.isCodes() ? null : scaled(index, column);
      if (scaled != null) {
        ordered.add(scaled);
      }
    }
    int paired = Math.min(products, ordered.size());
    var pairs = new ArrayList<int[]>();
    for (int a = 0; a < paired; a++) {
      for (int b = a; b < paired; b++) {
        pairs.add(new int[] {a, b});
      }
    }
    var flags = new ArrayList<Flags>();
    int next = 1 + ordered.size() + pairs.size();
    for (int index : columns) {
      var column = table.columns().get(index);
      int[] codes = null;
      if (column.isCodes()) {
        codes = new int[table.schema().columns().get(index).categories().size()];
        next = place(codes, column, next);
      }
      int missing = missing(column);
      boolean flagged = missing >= ROWS_OF_A_CATEGORY && missing < column.size();
      if (codes != null || flagged) {
        flags.add(new Flags(index, codes, flagged ? next++ : 0));
      }
    }
    return new LinearFeatures(ordered, pairs, flags, next);
  }

  /** Null where the column is constant. */
  private static Scaled scaled(int index, Column column) {
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
    return n < 2 || !(squares > 0) ? null : new Scaled(index, mean, Math.sqrt(squares / (n - 1)));
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

  /**
   * The features of every row: the constant 1, what is ordered, products, and last what is 0 in
   * most rows.
   */
  FeatureRows apply(Table table) {
    int dense = 1 + ordered.size() + products.size();
    var out = new FeatureRows(table.rows(), dense, size, flags.size());
    double[] values = new double[dense];
    values[0] = 1;
    for (int row = 0; row < table.rows(); row++) {
      for (int i = 0; i < ordered.size(); i++) {
        values[1 + i] = ordered.get(i).of(table, row);
      }
      for (int p = 0; p < products.size(); p++) {
        int[] pair = products.get(p);
        values[1 + ordered.size() + p] = values[1 + pair[0]] * values[1 + pair[1]];
      }
      out.add(values);
      for (var flag : flags) {
        int place = flag.of(table, row);
        if (place > 0) {
          out.addOne(place);
        }
      }
      out.endRow();
    }
    return out;
  }
}
