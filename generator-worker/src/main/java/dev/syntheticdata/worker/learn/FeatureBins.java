package dev.syntheticdata.worker.learn;

import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the columns of a table become features of at most {@value #BINS} bins. Bin 0 is the missing
 * value. A numeric column has a bin per value where it has few, otherwise bins of about equal
 * counts; a categorical column has a bin per category, with the least frequent of too many in one.
 *
 * <p>The bins come from the table given to {@link #fit}; other tables on the same schema are put
 * into them by {@link #apply}.
 */
public final class FeatureBins {

  /** The largest number of bins of a feature, with the bin of the missing value. */
  static final int BINS = 256;

  /** Bins of fewer rows than a leaf must have would cost time and decide nothing. */
  private static final int ROWS_IN_BIN = 20;

  private static final int LEAST_CUTS = 32;

  private final List<Integer> columns;
  private final List<Feature> features;

  private FeatureBins(List<Integer> columns, List<Feature> features) {
    this.columns = columns;
    this.features = features;
  }

  /** One feature's bins: {@code cuts} for ordered values, {@code binOfCode} for categories. */
  private record Feature(double[] cuts, int[] binOfCode) {

    /** Number of bins, with that of the missing value. */
    int bins() {
      int used = binOfCode != null ? binOfCode.length : cuts.length + 1;
      return Math.min(used + 1, BINS);
    }

    int bin(Column column, int row) {
      if (column.isMissing(row)) {
        return 0;
      }
      if (binOfCode != null) {
        return binOfCode[column.code(row)];
      }
      int at = Arrays.binarySearch(cuts, column.number(row));
      return Math.min((at >= 0 ? at : -at - 1) + 1, BINS - 1);
    }
  }

  /**
   * Chooses bins.
   *
   * @param table the rows a model will learn from
   * @param columns positions of the feature columns: numeric or categorical
   */
  public static FeatureBins fit(Table table, List<Integer> columns) {
    var features = new ArrayList<Feature>();
    for (int index : columns) {
      var column = table.columns().get(index);
      features.add(
          column.isCodes()
              ? new Feature(
                  null,
                  binsOfCodes(column, table.schema().columns().get(index).categories().size()))
              : new Feature(cuts(column), null));
    }
    return new FeatureBins(List.copyOf(columns), features);
  }

  /** Upper bounds of the bins 1, 2, …; values above the last belong to it too. */
  private static double[] cuts(Column column) {
    double[] sorted = column.sorted();
    double[] distinct = column.distinct();
    int limit = Math.min(BINS - 2, Math.max(LEAST_CUTS, sorted.length / ROWS_IN_BIN));
    if (distinct.length <= limit) {
      return distinct;
    }
    return IntStream.rangeClosed(1, limit)
        .mapToDouble(q -> sorted[(int) ((long) q * (sorted.length - 1) / limit)])
        .distinct()
        .toArray();
  }

  /** Bins 1, 2, … by falling frequency; what is left over shares the last. */
  private static int[] binsOfCodes(Column column, int categories) {
    int[] counts = new int[categories];
    for (int code : column.codes()) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    var order =
        IntStream.range(0, categories)
            .boxed()
            .sorted(Comparator.comparingInt(code -> -counts[code]))
            .toList();
    int[] bins = new int[categories];
    for (int rank = 0; rank < categories; rank++) {
      bins[order.get(rank)] = Math.min(rank + 1, BINS - 1);
    }
    return bins;
  }

  /** The bins of every row of a table on the schema of the fitted one. */
  public BinnedRows apply(Table table) {
    var bins = new byte[columns.size()][table.rows()];
    for (int f = 0; f < columns.size(); f++) {
      var column = table.columns().get(columns.get(f));
      var feature = features.get(f);
      for (int row = 0; row < table.rows(); row++) {
        bins[f][row] = (byte) feature.bin(column, row);
      }
    }
    var categorical = new boolean[columns.size()];
    var counts = new int[columns.size()];
    for (int f = 0; f < columns.size(); f++) {
      categorical[f] = features.get(f).binOfCode() != null;
      counts[f] = features.get(f).bins();
    }
    return new BinnedRows(bins, categorical, counts, table.rows());
  }
}
