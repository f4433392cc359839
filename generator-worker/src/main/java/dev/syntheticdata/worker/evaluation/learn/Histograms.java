package dev.syntheticdata.worker.evaluation.learn;

/** Sums of gradients, hessians and rows of a node, for every feature and bin. */
final class Histograms {

  private static final int FIELDS = 3;

  private final double[] sums;

  private Histograms(double[] sums) {
    this.sums = sums;
  }

  /** Sums over the rows at {@code order[from]} to {@code order[to - 1]}. */
  static Histograms of(
      BinnedRows data, int[] order, int from, int to, double[] gradients, double[] hessians) {
    var sums = new double[data.features() * FeatureBins.BINS * FIELDS];
    for (int feature = 0; feature < data.features(); feature++) {
      byte[] bins = data.bins()[feature];
      int base = feature * FeatureBins.BINS;
      for (int i = from; i < to; i++) {
        int row = order[i];
        int at = (base + (bins[row] & 0xFF)) * FIELDS;
        sums[at] += gradients[row];
        sums[at + 1] += hessians[row];
        sums[at + 2]++;
      }
    }
    return new Histograms(sums);
  }

  /** The sums of a node less those of one of its children: those of the other child. */
  Histograms minus(Histograms child) {
    var rest = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      rest[i] = sums[i] - child.sums[i];
    }
    return new Histograms(rest);
  }

  double gradient(int feature, int bin) {
    return sums[(feature * FeatureBins.BINS + bin) * FIELDS];
  }

  double hessian(int feature, int bin) {
    return sums[(feature * FeatureBins.BINS + bin) * FIELDS + 1];
  }

  double rows(int feature, int bin) {
    return sums[(feature * FeatureBins.BINS + bin) * FIELDS + 2];
  }
}
