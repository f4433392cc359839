package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;

/**
 * Finds the division of rows that leaves the least entropy in the target's codes; of those that
 * leave the same, the first. The codes of a column are tried in order: an ordered column's as they
 * are, another's by where they lie along the first principal direction of the target's distribution
 * given the code (Coppersmith, Hong, Hosking 1999), which for two classes is the share of one of
 * them.
 */
final class SplitSearch {

  private static final double LEAST_GAIN = 1e-9;

  /** With more rows than this cells are counted, however many there are. */
  static final int LARGE = 1 << 16;

  /** Cells that are counted, for each row. */
  private static final int CELLS = 8;

  private final short[][] table;
  private final Coding[] codings;
  private final CellSweep cells;
  private final RowSweep rows;

  /**
   * A division.
   *
   * @param feature position of the column that is asked
   * @param left for each code whether its rows go left
   * @param highestLeft the highest code that goes left, if all below it do; otherwise -1
   * @param asked the columns that may divide the sides again
   */
  record Split(int feature, boolean[] left, int highestLeft, int[] asked) {}

  /**
   * @param asked positions of the columns that may be asked
   * @param classes codes of the target
   * @param rows rows of a node, at most
   * @param leafRows rows of each side, at least
   * @param entities whose rows they are: each side then keeps that many entities; null to count
   *     rows
   */
  SplitSearch(
      short[][] table,
      Coding[] codings,
      int[] asked,
      int classes,
      int rows,
      int leafRows,
      Entities entities) {
    this.table = table;
    this.codings = codings;
    int most = Arrays.stream(asked).map(column -> codings[column].size()).max().orElse(0) + 1;
    int all = Math.multiplyExact(most, classes);
    var order = new CodeOrder(most, classes, Math.min(all, rows));
    int counted = rows > LARGE ? all : (int) Math.min(all, (long) CELLS * rows);
    this.cells = entities == null ? new CellSweep(most, classes, counted, leafRows, order) : null;
    int sorted = entities == null ? Math.min(rows, Math.min(LARGE, all / CELLS)) : rows;
    this.rows = new RowSweep(most, classes, sorted, leafRows, order, entities);
  }

  /**
   * The best division of a node's rows, or null where none leaves less entropy than there is.
   *
   * @param asked the columns that may be asked
   */
  Split best(NodeRows node, int[] asked) {
    var best = new Candidate(node.whole - Entropy.xLogX(node.size) + leastGain(node));
    if (best.score >= 0) {
      return null;
    }
    rows.enter(node);
    var dividing = new int[asked.length];
    int found = 0;
    for (int feature : asked) {
      // What sets fewer rows apart than a side needs does so in any part of them.
      if (sweep(feature, node, best)) {
        dividing[found++] = feature;
      }
    }
    rows.leave(node);
    return best.feature < 0 ? null : split(best, node, Arrays.copyOf(dividing, found));
  }

  /** A gain that is more than the rounding of numbers. */
  private static long leastGain(NodeRows node) {
    return Math.max(
        Entropy.rounding(3 * node.classes + 3), Math.round(LEAST_GAIN * node.size * Entropy.UNIT));
  }

  private boolean sweep(int feature, NodeRows node, Candidate best) {
    var coding = codings[feature];
    boolean counted =
        cells != null
            && (node.size > LARGE
                || (long) node.classes * (coding.size() + 1) <= (long) CELLS * node.size);
    return counted
        ? cells.sweep(feature, table[feature], coding, node, best)
        : rows.sweep(feature, table[feature], coding, node, best);
  }

  /** The best division found so far. */
  static final class Candidate {
    /** What is left of the entropy of both sides, negated: at most 0, and 0 where none is left. */
    private long score;

    private int feature = -1;
    private int position;
    private int[] sequence;

    Candidate(long score) {
      this.score = score;
    }

    /**
     * Takes a division that is better.
     *
     * @param sequence the codes that some row has, in the order in which they were tried; null for
     *     the order of their numbers
     * @param position of the last that goes left
     */
    void consider(long now, int feature, int position, int[] sequence) {
      if (now > score) {
        this.score = now;
        this.feature = feature;
        this.position = position;
        this.sequence = sequence;
      }
    }
  }

  private Split split(Candidate best, NodeRows node, int[] asked) {
    int size = codings[best.feature].size() + 1;
    var left = new boolean[size];
    if (best.sequence == null) {
      Arrays.fill(left, 0, best.position + 1, true);
      return new Split(best.feature, left, best.position, asked);
    }
    int[] seen = node.counts(table[best.feature], size);
    int rows = 0;
    for (int i = 0; i <= best.position; i++) {
      int code = best.sequence[i];
      left[code] = true;
      rows += seen[code];
    }
    // A code that no row here has goes where most rows go.
    boolean mostLeft = 2 * rows > node.size;
    for (int code = 0; code < size; code++) {
      if (seen[code] == 0) {
        left[code] = mostLeft;
      }
    }
    return new Split(best.feature, left, -1, asked);
  }
}
