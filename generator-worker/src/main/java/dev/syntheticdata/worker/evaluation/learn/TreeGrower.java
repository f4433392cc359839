package dev.syntheticdata.worker.evaluation.learn;

/**
 * Grows one tree on the derivatives of a loss (Chen and Guestrin 2016, with histograms as in Ke et
 * al. 2017). A node costs rows times features; of two children only the smaller is summed, the
 * other is the difference.
 */
final class TreeGrower {

  private final BinnedRows data;
  private final BoostingSettings settings;
  private final int[] offsets;
  private final int[] order;
  private final int[] aside;
  private final double[] gains;
  private double[] gradients;
  private double[] hessians;
  private Tree tree;

  TreeGrower(BinnedRows data, BoostingSettings settings) {
    this.data = data;
    this.settings = settings;
    this.offsets = Histograms.offsets(data);
    this.order = new int[data.rows()];
    this.aside = new int[data.rows()];
    this.gains = new double[data.features()];
  }

  /** By how much the splits on each feature lowered the loss, over all trees grown. */
  double[] gains() {
    return gains;
  }

  /** The tree for these derivatives, one of each per row. */
  Tree grow(double[] rowGradients, double[] rowHessians) {
    gradients = rowGradients;
    hessians = rowHessians;
    tree = new Tree(settings.depth());
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    var root = Histograms.of(data, offsets, order, 0, order.length, gradients, hessians);
    grow(0, order.length, 0, root);
    return tree;
  }

  /** Adds the subtree of the rows from..to and gives its node. */
  private int grow(int from, int to, int depth, Histograms histogram) {
    int node = tree.addLeaf(leafValue(from, to));
    if (depth == settings.depth() || to - from < 2 * settings.minRows()) {
      return node;
    }
    var split = Split.best(histogram, data.categorical(), settings);
    if (split == null) {
      return node;
    }
    tree.split(node, split.feature(), split.leftBins());
    gains[split.feature()] += split.gain();
    int middle = partition(node, split.feature(), from, to);
    boolean leftSmaller = middle - from <= to - middle;
    var smaller =
        leftSmaller
            ? Histograms.of(data, offsets, order, from, middle, gradients, hessians)
            : Histograms.of(data, offsets, order, middle, to, gradients, hessians);
    var larger = histogram.minus(smaller);
    int left = grow(from, middle, depth + 1, leftSmaller ? smaller : larger);
    int right = grow(middle, to, depth + 1, leftSmaller ? larger : smaller);
    tree.setChildren(node, left, right);
    return node;
  }

  private double leafValue(int from, int to) {
    double g = 0;
    double h = 0;
    for (int i = from; i < to; i++) {
      g += gradients[order[i]];
      h += hessians[order[i]];
    }
    return -settings.learningRate() * g / (h + settings.lambda());
  }

  /** Puts the rows that go left first, both sides in their order, and gives the border. */
  private int partition(int node, int feature, int from, int to) {
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      if (tree.goesLeft(node, data.bin(feature, row))) {
        order[left++] = row;
      } else {
        aside[right++] = row;
      }
    }
    System.arraycopy(aside, 0, order, left, right);
    return left;
  }
}
