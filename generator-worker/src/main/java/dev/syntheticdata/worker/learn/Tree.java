package dev.syntheticdata.worker.learn;

/**
 * A regression tree over bins. Node 0 is the root; the left child of a node is the next one, and
 * the right one comes after all below it. A node sends a row to the left where the row's bin is in
 * the node's set of bins, which serves ordered and unordered features alike.
 */
public final class Tree {

  private static final int WORDS = FeatureBins.BINS / Long.SIZE;

  private final int[] feature;
  private final int[] left;
  private final int[] right;
  private final double[] value;
  private final long[] leftBins;
  private int nodes;

  /** An empty tree with room for a depth. */
  Tree(int depth) {
    int room = (1 << (depth + 1)) - 1;
    feature = new int[room];
    left = new int[room];
    right = new int[room];
    value = new double[room];
    leftBins = new long[room * WORDS];
  }

  /** Adds a node, a leaf of value 0, and gives its number. */
  int add() {
    feature[nodes] = -1;
    return nodes++;
  }

  /** Gives a leaf its value. */
  void leaf(int node, double leafValue) {
    value[node] = leafValue;
  }

  /** Makes a leaf a split; its children are set by {@link #setChildren}. */
  void split(int node, int splitFeature, long[] bins) {
    feature[node] = splitFeature;
    System.arraycopy(bins, 0, leftBins, node * WORDS, WORDS);
  }

  void setChildren(int node, int leftChild, int rightChild) {
    left[node] = leftChild;
    right[node] = rightChild;
  }

  /** The number of nodes. */
  public int nodes() {
    return nodes;
  }

  /** The feature that a node asks; -1 for a leaf. */
  public int feature(int node) {
    return feature[node];
  }

  /** The right child of a node that is no leaf. */
  public int right(int node) {
    return right[node];
  }

  /** The value of a leaf. */
  public double value(int node) {
    return value[node];
  }

  /** The bins below a number that a split sends to the left. */
  boolean[] left(int node, int bins) {
    var lefts = new boolean[bins];
    for (int bin = 0; bin < bins; bin++) {
      lefts[bin] = goesLeft(node, bin);
    }
    return lefts;
  }

  /** Whether a split sends a bin to the left. */
  public boolean goesLeft(int node, int bin) {
    return (leftBins[node * WORDS + (bin >> 6)] >>> (bin & 63) & 1) != 0;
  }

  /** The value of the leaf a row falls into. */
  double predict(BinnedRows rows, int row) {
    int node = 0;
    while (feature[node] >= 0) {
      node = goesLeft(node, rows.bin(feature[node], row)) ? left[node] : right[node];
    }
    return value[node];
  }
}
