package dev.syntheticdata.worker.learn;

/**
 * Grows one tree on the derivatives of a loss (Chen and Guestrin 2016, with histograms as in Ke et
 * al. 2017). A node costs rows times features; of two children only the smaller is summed, the
 * other is the difference, and neither where they cannot be split again.
 */
final class TreeGrower {

  private final BinnedRows data;
  private final BoostingSettings settings;
  private final HistogramSums sums;
  private final int[] order;
  private final int[] aside;
  private final double[] gains;
  private double[] gradients;
  private double[] hessians;
  private double[] scores;
  private Tree tree;

  TreeGrower(BinnedRows data, BoostingSettings settings) {
    this.data = data;
    this.settings = settings;
    this.sums = new HistogramSums(data);
    this.order = new int[data.rows()];
    this.aside = new int[data.rows()];
    this.gains = new double[data.features()];
  }

  /** By how much the splits on each feature lowered the loss, over all trees grown. */
  double[] gains() {
    return gains;
  }

  /**
   * The tree for these derivatives, one of each per row. Its answer for each row is added to the
   * row's score.
   */
  Tree grow(double[] rowGradients, double[] rowHessians, double[] rowScores) {
    gradients = rowGradients;
    hessians = rowHessians;
    scores = rowScores;
    tree = new Tree(settings.depth());
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    var root = splits(order.length, 0) ? of(0, order.length) : null;
    grow(0, order.length, 0, root);
    return tree;
  }

  /** Whether a node of so many rows may be split. */
  private boolean splits(int rows, int depth) {
    return depth < settings.depth() && rows >= 2 * settings.minRows();
  }

  private Histograms of(int from, int to) {
    return sums.of(order, from, to, gradients, hessians);
  }

  /**
   * Adds the subtree of the rows from..to and gives its node.
   *
   * @param histogram the sums of these rows, used up; null where they are not split
   */
  private int grow(int from, int to, int depth, Histograms histogram) {
    int node = tree.add();
    var split = histogram == null ? null : Split.best(histogram, data.categorical(), settings);
    if (split == null) {
      sums.release(histogram);
      double value = leafValue(from, to);
      tree.leaf(node, value);
      for (int i = from; i < to; i++) {
        scores[order[i]] += value;
      }
      return node;
    }
    tree.split(node, split.feature(), split.leftBins());
    gains[split.feature()] += split.gain();
    int middle = partition(node, split.feature(), from, to);
    boolean leftSmaller = middle - from <= to - middle;
    boolean splitsLeft = splits(middle - from, depth + 1);
    boolean splitsRight = splits(to - middle, depth + 1);
    Histograms smaller = null;
    Histograms larger = null;
    if (splitsLeft || splitsRight) {
      smaller = leftSmaller ? of(from, middle) : of(middle, to);
      larger = histogram.less(smaller);
    } else {
      sums.release(histogram);
    }
    int left = grow(from, middle, depth + 1, kept(leftSmaller ? smaller : larger, splitsLeft));
    int right = grow(middle, to, depth + 1, kept(leftSmaller ? larger : smaller, splitsRight));
    tree.setChildren(node, left, right);
    return node;
  }

  private Histograms kept(Histograms histogram, boolean needed) {
    if (needed) {
      return histogram;
    }
    sums.release(histogram);
    return null;
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
    boolean[] goesLeft = tree.left(node, data.counts()[feature]);
    var toRight = new int[goesLeft.length];
    for (int bin = 0; bin < toRight.length; bin++) {
      toRight[bin] = goesLeft[bin] ? 0 : 1;
    }
    byte[] bins = data.bins()[feature];
    int[] rows = order;
    int[] others = aside;
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      // In both places; that of the side where it does not go is taken by the next.
      rows[left] = row;
      others[right] = row;
      int goesRight = toRight[bins[row] & 0xFF];
      left += 1 - goesRight;
      right += goesRight;
    }
    System.arraycopy(others, 0, rows, left, right);
    return left;
  }
}
