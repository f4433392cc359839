package dev.syntheticdata.worker.evaluation.learn;

/** Sums of gradients, hessians and rows of a node, for every feature and bin. */
final class Histograms {

  private static final int FIELDS = 3;

  private final int[] offsets;
  private final double[] sums;

  private Histograms(int[] offsets, double[] sums) {
    this.offsets = offsets;
    this.sums = sums;
  }

  /** Where each feature's bins begin; last, how many there are. */
  static int[] offsets(BinnedRows data) {
    int[] offsets = new int[data.features() + 1];
    for (int feature = 0; feature < data.features(); feature++) {
      offsets[feature + 1] = offsets[feature] + data.counts()[feature];
    }
    return offsets;
  }

  /** Sums over the rows at {@code order[from]} to {@code order[to - 1]}. */
  static Histograms of(
      BinnedRows data,
      int[] offsets,
      int[] order,
      int from,
      int to,
      double[] gradients,
      double[] hessians) {
    var sums = new double[offsets[data.features()] * FIELDS];
    for (int feature = 0; feature < data.features(); feature++) {
      byte[] bins = data.bins()[feature];
      int base = offsets[feature];
      for (int i = from; i < to; i++) {
        int row = order[i];
        int at = (base + (bins[row] & 0xFF)) * FIELDS;
        sums[at] += gradients[row];
        sums[at + 1] += hessians[row];
        sums[at + 2]++;
      }
    }
    return new Histograms(offsets, sums);
  }

  /** Number of bins of a feature. */
  int bins(int feature) {
    return offsets[feature + 1] - offsets[feature];
  }

  /** The sums of a node less those of one of its children: those of the other child. */
  Histograms minus(Histograms child) {
    var rest = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      rest[i] = sums[i] - child.sums[i];
    }
    return new Histograms(offsets, rest);
  }

  double gradient(int feature, int bin) {
    return sums[(offsets[feature] + bin) * FIELDS];
  }

  double hessian(int feature, int bin) {
    return sums[(offsets[feature] + bin) * FIELDS + 1];
  }

  double rows(int feature, int bin) {
    return sums[(offsets[feature] + bin) * FIELDS + 2];
  }
}
