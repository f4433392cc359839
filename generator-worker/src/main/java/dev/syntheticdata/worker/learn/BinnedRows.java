package dev.syntheticdata.worker.learn;

/**
 * Rows as bin numbers.
 *
 * @param bins bin of a feature and row, {@code [feature][row]}, to be read as unsigned
 * @param categorical whether a feature's bins have no order
 * @param counts number of bins of a feature; bin numbers are below it
 * @param rows the number of rows
 */
public record BinnedRows(byte[][] bins, boolean[] categorical, int[] counts, int rows) {

  /** The largest number of bins of a feature. */
  public static final int MOST_BINS = FeatureBins.BINS;

  int features() {
    return bins.length;
  }

  int bin(int feature, int row) {
    return bins[feature][row] & 0xFF;
  }
}
