package dev.syntheticdata.worker.synthesizer.trees;

/**
 * The rows of a block in the order of the leaves of a tree, so that rows of one leaf come one after
 * another: what is known of the leaf is at hand for all of them. Room for it is made once for all
 * trees.
 */
final class LeafOrder {

  /** The rows, leaf by leaf. */
  final int[] rows;

  /** The leaf of each of them, by its node. */
  final int[] leaves;

  private final int[] aside;

  /**
   * @param rows how many rows the block has
   */
  LeafOrder(int rows) {
    this.rows = new int[rows];
    this.leaves = new int[rows];
    this.aside = new int[rows];
  }

  /**
   * Sorts the rows by the leaves of a tree.
   *
   * @param codes codes by column and row; those of the columns that the tree asks are set
   */
  void sort(TreeWalk walk, short[][] codes) {
    number();
    walk.sort(0, codes, rows, 0, rows.length, leaves, aside);
  }

  /** By itself: a long loop is compiled together with all that comes after it in its method. */
  private void number() {
    for (int row = 0; row < rows.length; row++) {
      rows[row] = row;
    }
  }
}
