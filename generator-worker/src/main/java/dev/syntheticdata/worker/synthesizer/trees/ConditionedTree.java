package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The distribution of a column's code given the columns before it, and given that its value is one
 * of some: a tree's leaves, cut down to the codes that can give one.
 */
final class ConditionedTree implements ConditionedColumn {

  private final ConditionalTree tree;
  private final int[] codes;

  /** For each leaf, by its node, the probability of each code or one before it. */
  private final double[][] sums;

  private final double most;

  /**
   * @param pieces for each code the numbers within it that give a value asked for
   */
  ConditionedTree(ConditionalTree tree, Pieces[] pieces, double smoothing) {
    this.tree = tree;
    this.codes =
        IntStream.range(0, pieces.length).filter(code -> pieces[code].length() > 0).toArray();
    this.sums = tree.leaves(codes, smoothing);
    double greatest = 0;
    for (double[] leaf : sums) {
      if (leaf != null && leaf.length > 0) {
        for (int i = 0; i < leaf.length; i++) {
          leaf[i] = leaf[i] * pieces[codes[i]].length() + (i == 0 ? 0 : leaf[i - 1]);
        }
        greatest = Math.max(greatest, leaf[leaf.length - 1]);
      }
    }
    this.most = greatest;
  }

  /** As a share of how probable the values are in the leaf where they are most. */
  @Override
  public double weight(short[][] table, int row) {
    return most == 0 ? 0 : sums[tree.leaf(table, row)][codes.length - 1] / most;
  }

  @Override
  public short draw(short[][] table, int row, double probability) {
    double[] ofLeaf = sums[tree.leaf(table, row)];
    int found = Arrays.binarySearch(ofLeaf, probability * ofLeaf[codes.length - 1]);
    int at = found >= 0 ? found : -found - 1;
    // A code without probability has the sum of the one before it.
    while (at > 0 && ofLeaf[at] == ofLeaf[at - 1]) {
      at--;
    }
    return (short) codes[at];
  }
}
