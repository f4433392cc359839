package dev.syntheticdata.worker.synthesizer.marginals;

import java.util.ArrayList;
import java.util.List;

/**
 * A network given weights of some columns' groups, by the elimination of its columns from the last
 * to the first: what a column's descendants say of its group becomes a factor of its table. As a
 * column depends on at most two before it, and on no others than they do, the result has the same
 * shape, and is exact.
 */
final class ConditionedNetwork {

  private final List<Node> nodes;
  private final double[][] weights;

  /** What has been eliminated says of the columns that are left. */
  private final List<Factor> factors = new ArrayList<>();

  /**
   * A table over columns, the last one's groups fastest.
   *
   * @param columns their positions
   * @param sizes their numbers of groups
   */
  private record Factor(int[] columns, int[] sizes, double[] values) {}

  private ConditionedNetwork(List<Node> nodes, double[][] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /**
   * The nodes of the network given weights; null where no row can be so.
   *
   * @param nodes the network, parents before children
   * @param weights for a column with a condition the share of each group that satisfies it; null
   *     for the others
   */
  static List<Node> of(List<Node> nodes, double[][] weights) {
    return new ConditionedNetwork(nodes, weights).eliminate();
  }

  private List<Node> eliminate() {
    var conditioned = new Node[nodes.size()];
    for (int i = conditioned.length - 1; i >= 0; i--) {
      var node = nodes.get(i);
      var of = new ArrayList<Factor>();
      factors.removeIf(factor -> contains(factor, node.column()) && of.add(factor));
      double[] rows = rows(node, of);
      var factor = sum(node, rows);
      if (factor == null) {
        return null;
      }
      factors.add(factor);
      conditioned[i] =
          Node.of(node.column(), node.parents(), node.parentSizes(), node.size(), rows);
    }
    return List.of(conditioned);
  }

  private static boolean contains(Factor factor, int column) {
    for (int one : factor.columns) {
      if (one == column) {
        return true;
      }
    }
    return false;
  }

  /** A node's table, with its column's weights and what its descendants say. */
  private double[] rows(Node node, List<Factor> of) {
    double[] rows = node.probabilities();
    double[] weight = weights[node.column()];
    for (int i = 0; i < rows.length && weight != null; i++) {
      rows[i] *= weight[i % node.size()];
    }
    for (var factor : of) {
      int[] strides = strides(factor, node);
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] > 0) {
          rows[i] *= factor.values[position(node, i, strides)];
        }
      }
    }
    return rows;
  }

  /** How far a step of each parent's group, and last of the node's own, goes in a factor. */
  private static int[] strides(Factor factor, Node node) {
    var strides = new int[node.parents().length + 1];
    int stride = 1;
    int matched = 0;
    for (int i = factor.columns.length - 1; i >= 0; i--) {
      for (int place = 0; place < strides.length; place++) {
        int column = place < node.parents().length ? node.parents()[place] : node.column();
        if (column == factor.columns[i]) {
          strides[place] = stride;
          matched++;
        }
      }
      stride *= factor.sizes[i];
    }
    if (matched != factor.columns.length) {
      throw new IllegalStateException("the network is no tree given its target");
    }
    return strides;
  }

  private static int position(Node node, int index, int[] strides) {
    int position = index % node.size() * strides[strides.length - 1];
    int rest = index / node.size();
    for (int place = strides.length - 2; place >= 0; place--) {
      position += rest % node.parentSizes()[place] * strides[place];
      rest /= node.parentSizes()[place];
    }
    return position;
  }

  /** A table without its node's own column, its greatest value 1; null where all is 0. */
  private static Factor sum(Node node, double[] rows) {
    var sums = new double[rows.length / node.size()];
    double most = 0;
    for (int i = 0; i < rows.length; i++) {
      sums[i / node.size()] += rows[i];
    }
    for (double sum : sums) {
      most = Math.max(most, sum);
    }
    if (most == 0) {
      return null;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= most;
    }
    return new Factor(node.parents(), node.parentSizes(), sums);
  }
}
