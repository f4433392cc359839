package dev.syntheticdata.worker.evaluation.privacy;

import java.util.Arrays;

/**
 * Finds the closest rows, and rows in a box, without looking at most of them: a binary tree over
 * the rows (Bentley 1975, for mixed columns), each node with the box its rows lie in. A search goes
 * down the closer child first and leaves out every box that is no closer than what it has.
 *
 * <p>The answer is exact. Building costs rows x columns x depth; memory is the rows once more and a
 * tenth. What a search costs depends on the rows: few hundred visits where columns depend on each
 * other as in real tables, all rows where they do not. Any number of threads may search.
 */
final class NeighbourTree {

  private static final int NONE = -1;
  private static final int SEVERAL = -2;

  private final GowerSpace space;
  private final TreeNodes nodes;

  NeighbourTree(GowerSpace space, GowerSpace.Rows rows) {
    if (rows.size() == 0) {
      throw new IllegalArgumentException("a tree needs rows");
    }
    this.space = space;
    this.nodes = new TreeNodes(space, rows);
  }

  int size() {
    return nodes.size();
  }

  /**
   * The closest rows of a query, closest first. Reused from query to query by one thread.
   *
   * <p>Where several are equally far it is open, but always the same, which of them are found.
   */
  final class Search {

    private final int[] columns;
    private final int[] found;
    private final double[] sums;
    private final long[] marked;
    private final long[] mask;
    private final long[] codes;
    private boolean packed;
    private double[] query;
    private int at;
    private long visits;

    /**
     * @param wanted how many, at least 1
     * @param columns the columns that count, rising
     */
    Search(int wanted, int[] columns) {
      this.columns = columns;
      this.found = new int[wanted];
      this.sums = new double[wanted];
      this.marked =
          new long[(int) Arrays.stream(columns).filter(c -> c < space.categories()).count()];
      this.mask = nodes.packed() == null ? null : nodes.packed().mask(columns);
      this.codes = nodes.packed() == null ? null : nodes.packed().query();
    }

    /** Searches for the neighbours of a row. */
    Search of(GowerSpace.Rows rows, int row) {
      query = rows.values();
      at = row * rows.width();
      nodes.mark(columns, query, at, marked);
      packed = nodes.packed() != null && nodes.packed().pack(query, at, codes);
      Arrays.fill(found, -1);
      Arrays.fill(sums, Double.POSITIVE_INFINITY);
      visit(0, bound(0));
      return this;
    }

    /** The row that is the n-th closest, counted from 0, or -1 where there are fewer. */
    int row(int n) {
      return found[n] < 0 ? -1 : nodes.row(found[n]);
    }

    /** Its distance, from 0 to 1; infinite where there are fewer. */
    double distance(int n) {
      return sums[n] / columns.length;
    }

    /** Rows looked at by all queries so far. */
    long visits() {
      return visits;
    }

    private double farthest() {
      return sums[sums.length - 1];
    }

    private void visit(int node, double bound) {
      if (bound >= farthest()) {
        return;
      }
      if (nodes.isLeaf(node)) {
        scan(nodes.start(node), nodes.end(node), bound);
        return;
      }
      int left = nodes.left(node);
      int right = nodes.right(node);
      double toLeft = bound(left);
      double toRight = bound(right);
      if (toLeft <= toRight) {
        visit(left, toLeft);
        visit(right, toRight);
      } else {
        visit(right, toRight);
        visit(left, toLeft);
      }
    }

    private double bound(int node) {
      return nodes.leastDifference(node, columns, marked, query, at, farthest());
    }

    /** Looks at rows until none can be closer than those found. */
    private void scan(int start, int end, double bound) {
      for (int row = start; row < end && farthest() > bound; row++) {
        visits++;
        double enough = farthest();
        int different =
            packed
                ? nodes.packed().different(row, codes, mask)
                : nodes.different(row, columns, marked.length, query, at);
        double sum = nodes.difference(row, columns, marked.length, different, query, at, enough);
        if (sum < enough) {
          insert(row, sum);
        }
      }
    }

    private void insert(int row, double sum) {
      int place = sums.length - 1;
      while (place > 0 && sums[place - 1] > sum) {
        sums[place] = sums[place - 1];
        found[place] = found[place - 1];
        place--;
      }
      sums[place] = sum;
      found[place] = row;
    }
  }

  /** How many rows a box holds, counted up to a number. */
  int count(Box box, int most) {
    return count(0, box, most);
  }

  private int count(int node, Box box, int most) {
    if (!nodes.mayHold(node, box)) {
      return 0;
    }
    if (!nodes.isLeaf(node)) {
      int left = count(nodes.left(node), box, most);
      return left >= most ? left : left + count(nodes.right(node), box, most - left);
    }
    int count = 0;
    for (int row = nodes.start(node); row < nodes.end(node) && count < most; row++) {
      count += holds(box, row) ? 1 : 0;
    }
    return count;
  }

  /**
   * Whom all rows of a box are about, or -1 where it holds none or rows about several.
   *
   * @param who whom each row is about; null where each is about someone of its own, whose number is
   *     that of the row
   */
  int only(Box box, int[] who) {
    return Math.max(NONE, only(0, box, NONE, who));
  }

  /**
   * The one of some nodes.
   *
   * @param before what was found before: someone, {@link #NONE} or {@link #SEVERAL}
   */
  private int only(int node, Box box, int before, int[] who) {
    if (before == SEVERAL || !nodes.mayHold(node, box)) {
      return before;
    }
    if (!nodes.isLeaf(node)) {
      return only(nodes.right(node), box, only(nodes.left(node), box, before, who), who);
    }
    int found = before;
    for (int row = nodes.start(node); row < nodes.end(node) && found != SEVERAL; row++) {
      if (holds(box, row)) {
        int one = who == null ? nodes.row(row) : who[nodes.row(row)];
        found = found == NONE || found == one ? one : SEVERAL;
      }
    }
    return found;
  }

  private boolean holds(Box box, int row) {
    for (var side : box.sides()) {
      if (!side.holds(nodes.value(row, side.column()))) {
        return false;
      }
    }
    return true;
  }
}
