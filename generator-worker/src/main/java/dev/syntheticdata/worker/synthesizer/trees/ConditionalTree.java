package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * The distribution of one column's code given the codes of columns before it, as a tree. Nodes are
 * in preorder: a node's left child is the next one. A leaf has the counts of the codes seen in it.
 *
 * <p>Counts are smoothed towards the parent: with m rows of smoothing, a node of n rows is the
 * mixture of its own counts, with weight n / (n + m), and of its parent's smoothed distribution.
 */
public final class ConditionalTree {

  private static final int LEAF = -1;

  private final int[] feature;
  private final int[] cut;
  private final int[] right;
  private final int[][] sets;
  private final int[] offsets;
  private final int[] codes;
  private final int[] counts;

  private final long[][] bits;
  private final int[] parent;
  private final Distribution[] distributions;

  /**
   * A tree from its parts.
   *
   * @param feature for each node the position of the column it asks, or -1 for a leaf
   * @param cut for a node that asks an ordered column, the highest code that goes left; for another
   *     -1 less the position of its set; for a leaf the position of its counts
   * @param right for each node its right child, 0 for a leaf
   * @param sets sets of codes that go left, each ascending
   * @param offsets where each leaf's codes begin in {@code codes}; last, how many there are
   * @param codes codes seen in the leaves
   * @param counts the rows that had them
   */
  ConditionalTree(
      @JsonProperty("feature") int[] feature,
      @JsonProperty("cut") int[] cut,
      @JsonProperty("right") int[] right,
      @JsonProperty("sets") int[][] sets,
      @JsonProperty("offsets") int[] offsets,
      @JsonProperty("codes") int[] codes,
      @JsonProperty("counts") int[] counts) {
    this.feature = feature;
    this.cut = cut;
    this.right = right;
    this.sets = sets;
    this.offsets = offsets;
    this.codes = codes;
    this.counts = counts;
    this.bits = new long[sets.length][];
    Arrays.setAll(bits, i -> bitsOf(sets[i]));
    this.parent = new int[feature.length];
    this.distributions = new Distribution[feature.length];
    build(0, LEAF);
  }

  private static long[] bitsOf(int[] set) {
    var bits = new long[set.length == 0 ? 1 : set[set.length - 1] / Long.SIZE + 1];
    for (int code : set) {
      bits[code / Long.SIZE] |= 1L << code;
    }
    return bits;
  }

  /** Sets parents, and the distributions of the nodes from their children's. */
  private Distribution build(int node, int above) {
    parent[node] = above;
    if (feature[node] == LEAF) {
      int leaf = cut[node];
      distributions[node] =
          Distribution.of(
              Arrays.copyOfRange(codes, offsets[leaf], offsets[leaf + 1]),
              Arrays.copyOfRange(counts, offsets[leaf], offsets[leaf + 1]));
    } else {
      var left = build(node + 1, node);
      distributions[node] = left.plus(build(right[node], node));
    }
    return distributions[node];
  }

  @JsonProperty
  int[] feature() {
    return feature;
  }

  @JsonProperty
  int[] cut() {
    return cut;
  }

  @JsonProperty
  int[] right() {
    return right;
  }

  @JsonProperty
  int[][] sets() {
    return sets;
  }

  @JsonProperty
  int[] offsets() {
    return offsets;
  }

  @JsonProperty
  int[] codes() {
    return codes;
  }

  @JsonProperty
  int[] counts() {
    return counts;
  }

  /** The leaf that a row belongs to. */
  int leaf(short[][] table, int row) {
    int node = 0;
    for (int asked = feature[0]; asked != LEAF; asked = feature[node]) {
      int code = table[asked][row];
      node = goesLeft(node, code) ? node + 1 : right[node];
    }
    return node;
  }

  private boolean goesLeft(int node, int code) {
    int border = cut[node];
    if (border >= 0) {
      return code <= border;
    }
    long[] set = bits[-border - 1];
    int word = code / Long.SIZE;
    return word < set.length && (set[word] >>> code & 1) != 0;
  }

  /**
   * Draws the code of a row.
   *
   * @param table codes of the row's columns; those before this one are set
   * @param uniform a uniform number in (0, 1)
   * @param smoothing rows of smoothing, at least 0
   */
  public short draw(short[][] table, int row, double uniform, double smoothing) {
    int node = leaf(table, row);
    double left = uniform;
    while (smoothing > 0 && parent[node] != LEAF) {
      double own = distributions[node].total() / (distributions[node].total() + smoothing);
      if (left < own) {
        left /= own;
        break;
      }
      left = (left - own) / (1 - own);
      node = parent[node];
    }
    return distributions[node].draw(left);
  }

  /** The smoothed probability of a code in a row, above 0 only for codes seen. */
  public double probability(short[][] table, int row, int code, double smoothing) {
    int node = leaf(table, row);
    double probability = 0;
    double rest = 1;
    while (parent[node] != LEAF && smoothing > 0) {
      double own = distributions[node].total() / (distributions[node].total() + smoothing);
      probability += rest * own * distributions[node].share(code);
      rest *= 1 - own;
      node = parent[node];
    }
    return probability + rest * distributions[node].share(code);
  }

  /**
   * The smoothed probabilities of some codes in each leaf, by the leaf's node; null for the others.
   *
   * @param of codes, ascending
   */
  double[][] leaves(int[] of, double smoothing) {
    var smoothed = new double[feature.length][];
    for (int node = 0; node < smoothed.length; node++) {
      // In preorder parents come before their children.
      boolean whole = parent[node] == LEAF || smoothing == 0;
      double[] above = whole ? null : smoothed[parent[node]];
      double total = distributions[node].total();
      double own = whole ? 1 : total / (total + smoothing);
      smoothed[node] = new double[of.length];
      for (int i = 0; i < of.length; i++) {
        smoothed[node][i] =
            own * distributions[node].share(of[i]) + (whole ? 0 : (1 - own) * above[i]);
      }
    }
    for (int node = 0; node < smoothed.length; node++) {
      smoothed[node] = feature[node] == LEAF ? smoothed[node] : null;
    }
    return smoothed;
  }
}
