package dev.syntheticdata.worker.learn;

/**
 * Sums of gradients, hessians and rows of a node, for every feature and bin.
 *
 * @param offsets where each feature's bins begin; last, how many there are
 * @param sums gradient, hessian and rows of each bin
 */
record Histograms(int[] offsets, double[] sums) {

  static final int FIELDS = 3;

  /** Number of bins of a feature. */
  int bins(int feature) {
    return offsets[feature + 1] - offsets[feature];
  }

  /**
   * The sums of a node less those of one of its children: those of the other child. They take the
   * place of the node's.
   */
  Histograms less(Histograms child) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= child.sums[i];
    }
    return this;
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
