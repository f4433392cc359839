package dev.syntheticdata.worker.evaluation.learn;

/**
 * A regression tree over bins. Node 0 is the root. A node sends a row to the left where the row's
 * bin is in the node's set of bins, which serves ordered and unordered features alike.
 */
final class Tree {

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

  /** Adds a leaf and gives its number. */
  int addLeaf(double leafValue) {
    feature[nodes] = -1;
    value[nodes] = leafValue;
    return nodes++;
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

  /** Whether a split sends a bin to the left. */
  boolean goesLeft(int node, int bin) {
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
