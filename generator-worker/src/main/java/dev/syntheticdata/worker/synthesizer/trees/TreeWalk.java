package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The way from a tree's root to a row's leaf, several rows at a time and without a branch on what a
 * row holds: which way it goes cannot be predicted, so a processor that guesses is wrong every
 * other time. Each node asks for a bit, that of the row's code among the codes that go left, and
 * computes the next node from it. Nodes that ask the same share their bits.
 */
final class TreeWalk {

  /** Of each node: the column asked, where its bits begin, its last word, what right adds. */
  private static final int FIELDS = 4;

  static final int LEAF = -1;

  /** With fewer rows a node's own work is more than theirs. */
  private static final int FEW = 16;

  private final int[] nodes;
  private final int[] cut;
  private final long[] bits;

  /**
   * The walk of a tree; the parameters are those of {@link SplitTree}.
   *
   * <p>A leaf asks the column of its parent, which has codes, for bits that are all 0, and goes to
   * itself.
   */
  TreeWalk(int[] feature, int[] cut, int[] right, int[][] sets) {
    this.cut = cut;
    this.nodes = new int[FIELDS * feature.length];
    var words = new Words();
    for (int node = 0; node < feature.length; node++) {
      int at = FIELDS * node;
      if (feature[node] == LEAF) {
        nodes[at + 3] = LEAF;
      } else {
        int[] place = cut[node] >= 0 ? words.upTo(cut[node]) : words.of(sets[-cut[node] - 1]);
        nodes[at] = feature[node];
        nodes[at + 1] = place[0];
        nodes[at + 2] = place[1];
        nodes[at + 3] = right[node] - node - 1;
        nodes[FIELDS * (node + 1)] = feature[node];
        nodes[FIELDS * right[node]] = feature[node];
      }
    }
    this.bits = words.toArray();
  }

  /** The leaf of one row, of codes by column and row. */
  int leaf(short[][] table, int row) {
    int node = 0;
    int right = nodes[3];
    while (right != LEAF) {
      node += 1 + (right & goesRight(FIELDS * node, table[nodes[FIELDS * node]][row]));
      right = nodes[FIELDS * node + 3];
    }
    return node;
  }

  /**
   * The leaves of some rows.
   *
   * @param table codes by column, then by row
   */
  int[] leaves(short[][] table, int[] rows) {
    var leaves = new int[rows.length];
    leaves(0, table, rows, 0, rows.length, leaves);
    return leaves;
  }

  /** The same for the rows from one place to before another, all of which come by one node. */
  private void leaves(int from, short[][] table, int[] rows, int begin, int end, int[] leaves) {
    int i = begin;
    for (; i + 4 <= end; i += 4) {
      int a = FIELDS * from;
      int b = a;
      int c = a;
      int d = a;
      int ended = nodes[a + 3];
      while (ended != LEAF) {
        a = next(a, table[nodes[a]][rows[i]]);
        b = next(b, table[nodes[b]][rows[i + 1]]);
        c = next(c, table[nodes[c]][rows[i + 2]]);
        d = next(d, table[nodes[d]][rows[i + 3]]);
        // What right adds is -1 in a leaf and nowhere below 0 else: all have ended if all bits are
        // set.
        ended = nodes[a + 3] & nodes[b + 3] & nodes[c + 3] & nodes[d + 3];
      }
      leaves[i] = a / FIELDS;
      leaves[i + 1] = b / FIELDS;
      leaves[i + 2] = c / FIELDS;
      leaves[i + 3] = d / FIELDS;
    }
    for (; i < end; i++) {
      int at = FIELDS * from;
      while (nodes[at + 3] != LEAF) {
        at = next(at, table[nodes[at]][rows[i]]);
      }
      leaves[i] = at / FIELDS;
    }
  }

  /**
   * Sorts rows by their leaves, node by node; where only a few are left, each walks on by itself.
   *
   * @param node by which all these rows come
   * @param table codes by column, then by row
   * @param rows rows; those from one place to before another are sorted
   * @param leaves receives the leaf of the row in the same place
   * @param aside room for as many rows
   */
  void sort(int node, short[][] table, int[] rows, int from, int to, int[] leaves, int[] aside) {
    int right = nodes[FIELDS * node + 3];
    if (right == LEAF) {
      Arrays.fill(leaves, from, to, node);
    } else if (to - from < FEW) {
      leaves(node, table, rows, from, to, leaves);
    } else {
      short[] codes = table[nodes[FIELDS * node]];
      int middle =
          cut[node] >= 0
              ? divide(cut[node], codes, rows, from, to, aside)
              : divideBySet(FIELDS * node, codes, rows, from, to, aside);
      sort(node + 1, table, rows, from, middle, leaves, aside);
      sort(node + 1 + right, table, rows, middle, to, leaves, aside);
    }
  }

  /** Puts the rows of the lower codes first, both sides in their order, and gives the border. */
  private static int divide(int cut, short[] codes, int[] rows, int from, int to, int[] aside) {
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      // The sign of a difference is that of all its bits.
      int goesRight = cut - codes[row] >> Integer.SIZE - 1;
      // In both places; that of the side where it does not go is taken by the next.
      rows[left] = row;
      aside[right] = row;
      left += 1 + goesRight;
      right -= goesRight;
    }
    System.arraycopy(aside, 0, rows, left, right);
    return left;
  }

  /** The same with the codes of a set first. */
  private int divideBySet(int at, short[] codes, int[] rows, int from, int to, int[] aside) {
    long first = bits[nodes[at + 1]];
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      int code = codes[row];
      // Frequent labels have low codes, so this is a branch that a processor foresees.
      int goesRight = code < Long.SIZE ? (int) (first >>> code & 1) - 1 : goesRight(at, code);
      rows[left] = row;
      aside[right] = row;
      left += 1 + goesRight;
      right -= goesRight;
    }
    System.arraycopy(aside, 0, rows, left, right);
    return left;
  }

  private int next(int at, int code) {
    return at + FIELDS * (1 + (nodes[at + 3] & goesRight(at, code)));
  }

  /** All bits if a code goes right, none if it goes left. Codes beyond the last word go right. */
  private int goesRight(int at, int code) {
    int word = nodes[at + 1] + Math.min(code >>> 6, nodes[at + 2]);
    return (int) (bits[word] >>> code & 1) - 1;
  }

  /** The bits of all nodes. The last word of each is 0, for codes beyond it. */
  private static final class Words {

    private final Map<Integer, int[]> borders = new HashMap<>();
    private long[] words = new long[64];

    /** Word 0 is the leaves'. */
    private int size = 1;

    /** Where the bits of the codes from 0 to a border begin, and which word is their last. */
    int[] upTo(int border) {
      return borders.computeIfAbsent(border, key -> of(IntStream.rangeClosed(0, key).toArray()));
    }

    /** The same for a set of codes, ascending. */
    int[] of(int[] codes) {
      int begin = size;
      int last = codes.length == 0 ? 0 : codes[codes.length - 1] / Long.SIZE + 1;
      size += last + 1;
      if (size > words.length) {
        words = Arrays.copyOf(words, Math.max(size, 2 * words.length));
      }
      for (int code : codes) {
        words[begin + code / Long.SIZE] |= 1L << code;
      }
      return new int[] {begin, last};
    }

    long[] toArray() {
      return Arrays.copyOf(words, size);
    }
  }
}
