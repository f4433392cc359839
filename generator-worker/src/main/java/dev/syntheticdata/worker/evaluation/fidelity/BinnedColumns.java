package dev.syntheticdata.worker.evaluation.fidelity;

import dev.syntheticdata.worker.evaluation.EvaluationContext;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The compared columns of T and S over few cells each, a byte for each row: at most ten quantile
 * bins or the ten most frequent categories and the rest, missing as a cell. The bins are those of
 * the whole of T.
 *
 * @param real cells of T, {@code [column][row]}
 * @param synthetic cells of S
 * @param cells number of cells of each column
 */
record BinnedColumns(byte[][] real, byte[][] synthetic, int[] cells) {

  /** Those of an evaluation: the same for every metric of it. */
  static BinnedColumns of(EvaluationContext context) {
    return context.shared(BinnedColumns.class, () -> bin(context));
  }

  private static BinnedColumns bin(EvaluationContext context) {
    int columns = context.compared().size();
    var all = new BinnedColumns(new byte[columns][], new byte[columns][], new int[columns]);
    IntStream.range(0, columns)
        .parallel()
        .forEach(
            i -> {
              int index = context.compared().get(i);
              var train = context.train().columns().get(index);
              Codes.Binning binning =
                  context.isNumeric(index)
                      ? QuantileBins.of(train)
                      : TopCategories.of(train.codes(), context.schema(index).categories().size());
              all.real[i] = cells(binning, train);
              all.synthetic[i] = cells(binning, context.synthetic().columns().get(index));
              all.cells[i] = binning.cells();
            });
    return all;
  }

  private static byte[] cells(Codes.Binning binning, Column column) {
    var cells = new byte[column.size()];
    for (int row = 0; row < cells.length; row++) {
      cells[row] = (byte) binning.cell(column, row);
    }
    return cells;
  }

  /** Only some rows of both tables. */
  BinnedColumns select(int[] realRows, int[] syntheticRows) {
    return new BinnedColumns(select(real, realRows), select(synthetic, syntheticRows), cells);
  }

  private static byte[][] select(byte[][] columns, int[] rows) {
    return Arrays.stream(columns)
        .map(
            column -> {
              var chosen = new byte[rows.length];
              for (int i = 0; i < rows.length; i++) {
                chosen[i] = column[rows[i]];
              }
              return chosen;
            })
        .toArray(byte[][]::new);
  }

  /** How often each combination of cells of one, two or three columns occurs. */
  CellCounts counts(int... columns) {
    int size = 1;
    for (int column : columns) {
      size *= cells[column];
    }
    return new CellCounts(count(real, columns, size), count(synthetic, columns, size));
  }

  private int[] count(byte[][] table, int[] columns, int size) {
    int[] counts = new int[size];
    byte[] first = table[columns[0]];
    switch (columns.length) {
      case 1 -> {
        for (byte cell : first) {
          counts[cell]++;
        }
      }
      case 2 -> count(counts, first, table[columns[1]], cells[columns[1]]);
      case 3 ->
          count(
              counts,
              first,
              table[columns[1]],
              cells[columns[1]],
              table[columns[2]],
              cells[columns[2]]);
      default -> throw new IllegalArgumentException(columns.length + " columns");
    }
    return counts;
  }

  private static void count(int[] counts, byte[] first, byte[] second, int ofSecond) {
    for (int row = 0; row < first.length; row++) {
      counts[first[row] * ofSecond + second[row]]++;
    }
  }

  private static void count(
      int[] counts, byte[] first, byte[] second, int ofSecond, byte[] third, int ofThird) {
    for (int row = 0; row < first.length; row++) {
      counts[(first[row] * ofSecond + second[row]) * ofThird + third[row]]++;
    }
  }
}
