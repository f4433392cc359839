package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;

/**
 * The distribution of one column's code given the codes of columns before it, as a tree. A leaf has
 * the counts of the codes seen in it.
 *
 * <p>Counts are smoothed towards the parent: with m rows of smoothing, a node of n rows is the
 * mixture of its own counts, with weight n / (n + m), and of its parent's smoothed distribution.
 */
public final class ConditionalTree extends SplitTree implements ColumnModel {

  private final int[] offsets;
  private final int[] codes;
  private final int[] counts;

  private final int[] parent;
  private final Distributions distributions;

  /**
   * A tree from its parts.
   *
   * @param cut for a leaf the position of its counts; otherwise, and the others before {@code
   *     offsets}, as in {@link SplitTree}
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
    super(feature, cut, right, sets);
    this.offsets = offsets;
    this.codes = codes;
    this.counts = counts;
    this.parent = new int[feature.length];
    this.distributions = new Distributions(feature.length);
    build();
  }

  /** Sets parents, and the distributions of the nodes from their children's, which come after. */
  private void build() {
    parent[0] = LEAF;
    for (int node = feature.length - 1; node >= 0; node--) {
      if (feature[node] == LEAF) {
        int leaf = cut[node];
        distributions.set(node, codes, counts, offsets[leaf], offsets[leaf + 1]);
      } else {
        parent[node + 1] = node;
        parent[right[node]] = node;
        distributions.merge(node, node + 1, right[node]);
      }
    }
  }

  /** The number of leaves. */
  int leaves() {
    return offsets.length - 1;
  }

  /** Which of the leaves it is, by its node. */
  int numberOf(int leaf) {
    return cut[leaf];
  }

  /** The rows of a node that is not the root. */
  int rows(int node) {
    return distributions.total(node);
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

  @Override
  public short draw(short[][] table, int row, double uniform, double smoothing) {
    return draw(leaf(table, row), uniform, smoothing);
  }

  @Override
  public void draw(
      short[][] codes,
      int column,
      CellRandom random,
      long firstRow,
      double smoothing,
      LeafOrder order) {
    order.sort(walk, codes);
    short[] drawn = codes[column];
    for (int i = 0; i < drawn.length; i++) {
      int row = order.rows[i];
      drawn[row] = draw(order.leaves[i], random.uniform(firstRow + row), smoothing);
    }
  }

  @Override
  public ConditionedColumn given(Pieces[] pieces, double smoothing) {
    return new ConditionedTree(this, pieces, smoothing);
  }

  private short draw(int leaf, double uniform, double smoothing) {
    int node = leaf;
    double left = uniform;
    while (smoothing > 0 && parent[node] != LEAF) {
      double own = own(node, smoothing);
      if (left < own) {
        left /= own;
        break;
      }
      left = (left - own) / (1 - own);
      node = parent[node];
    }
    return distributions.draw(node, left);
  }

  /** The share of a node's own counts in its smoothed distribution, if it has a parent. */
  private double own(int node, double smoothing) {
    double total = distributions.total(node);
    return total / (total + smoothing);
  }

  /** Smoothed, and above 0 only for codes seen. */
  @Override
  public double probability(short[][] table, int row, int code, double smoothing) {
    return probability(leaf(table, row), code, smoothing);
  }

  /** The same of all rows of a leaf. */
  double probability(int leaf, int code, double smoothing) {
    int node = leaf;
    double probability = 0;
    double rest = 1;
    while (parent[node] != LEAF && smoothing > 0) {
      double own = own(node, smoothing);
      probability += rest * own * distributions.share(node, code);
      rest *= 1 - own;
      node = parent[node];
    }
    return probability + rest * distributions.share(node, code);
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
      double own = whole ? 1 : own(node, smoothing);
      smoothed[node] = new double[of.length];
      for (int i = 0; i < of.length; i++) {
        smoothed[node][i] =
            own * distributions.share(node, of[i]) + (whole ? 0 : (1 - own) * above[i]);
      }
    }
    for (int node = 0; node < smoothed.length; node++) {
      smoothed[node] = feature[node] == LEAF ? smoothed[node] : null;
    }
    return smoothed;
  }
}
