package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * A tree that asks for codes, as it stands in a model. Nodes are in preorder: a node's left child
 * is the next one. What a leaf has is told by the kinds of trees.
 */
abstract class SplitTree {

  static final int LEAF = TreeWalk.LEAF;

  /** What the nodes are, for the kinds of trees, which look at each of them. */
  final int[] feature;

  final int[] cut;
  final int[] right;
  final TreeWalk walk;

  private final int[][] sets;

  /**
   * A tree from its parts.
   *
   * @param feature for each node the position of the column it asks, or -1 for a leaf
   * @param cut for a node that asks an ordered column, the highest code that goes left; for another
   *     -1 less the position of its set; for a leaf the position of what it has
   * @param right for each node its right child, 0 for a leaf
   * @param sets sets of codes that go left, each ascending
   */
  SplitTree(int[] feature, int[] cut, int[] right, int[][] sets) {
    this.feature = feature;
    this.cut = cut;
    this.right = right;
    this.sets = sets;
    this.walk = new TreeWalk(feature, cut, right, sets);
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

  /** For each of some codes, from 0 on, whether its rows go left at a node that is no leaf. */
  boolean[] goesLeft(int node, int codes) {
    var left = new boolean[codes];
    if (cut[node] >= 0) {
      Arrays.fill(left, 0, cut[node] + 1, true);
    } else {
      for (int code : sets[-cut[node] - 1]) {
        left[code] = true;
      }
    }
    return left;
  }

  /** The leaf that a row belongs to, by its node. */
  int leaf(short[][] table, int row) {
    return walk.leaf(table, row);
  }
}
