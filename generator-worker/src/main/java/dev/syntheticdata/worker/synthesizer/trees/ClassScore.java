package dev.syntheticdata.worker.synthesizer.trees;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.syntheticdata.worker.learn.BoostedTrees;
import dev.syntheticdata.worker.learn.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The log odds of a class: a start, and what each of some trees adds.
 *
 * @param start the log odds before the trees
 * @param trees the trees
 */
record ClassScore(double start, List<Addend> trees) {

  /** From learned trees, whose features are the columns asked. */
  static ClassScore of(BoostedTrees learned, int[] asked, int[] bins) {
    return new ClassScore(
        learned.start(), learned.trees().stream().map(t -> Addend.of(t, asked, bins)).toList());
  }

  /** The log odds of one row, of codes by column and row. */
  double sum(short[][] table, int row) {
    double sum = start;
    for (var tree : trees) {
      sum += tree.of(tree.leaf(table, row));
    }
    return sum;
  }

  /** The log odds of the rows of a block, of codes by column and row. */
  double[] sums(short[][] codes, LeafOrder order) {
    var sums = new double[order.rows.length];
    Arrays.fill(sums, start);
    for (var tree : trees) {
      order.sort(tree.walk, codes);
      for (int i = 0; i < sums.length; i++) {
        sums[order.rows[i]] += tree.of(order.leaves[i]);
      }
    }
    return sums;
  }

  /** A tree each leaf of which has a value. */
  static final class Addend extends SplitTree {

    private final double[] values;

    /**
     * @param cut for a leaf the position of its value; otherwise as in {@link SplitTree}
     * @param values values of the leaves
     */
    Addend(
        @JsonProperty("feature") int[] feature,
        @JsonProperty("cut") int[] cut,
        @JsonProperty("right") int[] right,
        @JsonProperty("sets") int[][] sets,
        @JsonProperty("values") double[] values) {
      super(feature, cut, right, sets);
      this.values = values;
    }

    static Addend of(Tree tree, int[] asked, int[] bins) {
      int nodes = tree.nodes();
      var feature = new int[nodes];
      var cut = new int[nodes];
      var right = new int[nodes];
      var sets = new ArrayList<int[]>();
      var values = new double[nodes];
      int leaves = 0;
      for (int node = 0; node < nodes; node++) {
        if (tree.feature(node) == LEAF) {
          feature[node] = LEAF;
          cut[node] = leaves;
          values[leaves++] = tree.value(node);
        } else {
          int at = node;
          int[] left =
              IntStream.range(0, bins[tree.feature(node)])
                  .filter(bin -> tree.goesLeft(at, bin))
                  .toArray();
          feature[node] = asked[tree.feature(node)];
          right[node] = tree.right(node);
          if (left[left.length - 1] == left.length - 1) {
            cut[node] = left.length - 1;
          } else {
            cut[node] = -1 - sets.size();
            sets.add(left);
          }
        }
      }
      return new Addend(
          feature, cut, right, sets.toArray(int[][]::new), Arrays.copyOf(values, leaves));
    }

    double of(int leaf) {
      return values[cut[leaf]];
    }

    @JsonProperty
    double[] values() {
      return values;
    }
  }
}
