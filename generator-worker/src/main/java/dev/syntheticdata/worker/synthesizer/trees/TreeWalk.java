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

  private final int[] nodes;
  private final long[] bits;

  /**
   * The walk of a tree; the parameters are those of {@link SplitTree}.
   *
   * <p>A leaf asks column 0 for bits that are all 0, and goes right by 0.
   */
  TreeWalk(int[] feature, int[] cut, int[] right, int[][] sets) {
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
    int i = 0;
    for (; i + 4 <= rows.length; i += 4) {
      int a = 0;
      int b = 0;
      int c = 0;
      int d = 0;
      int ended = nodes[3];
      while (ended != LEAF) {
        a = next(a, table[nodes[a]][rows[i]]);
        b = next(b, table[nodes[b]][rows[i + 1]]);
        c = next(c, table[nodes[c]][rows[i + 2]]);
        d = next(d, table[nodes[d]][rows[i + 3]]);
        ended = nodes[a + 3] & nodes[b + 3] & nodes[c + 3] & nodes[d + 3];
      }
      leaves[i] = a / FIELDS;
      leaves[i + 1] = b / FIELDS;
      leaves[i + 2] = c / FIELDS;
      leaves[i + 3] = d / FIELDS;
    }
    for (; i < rows.length; i++) {
      leaves[i] = leaf(table, rows[i]);
    }
    return leaves;
  }

  /**
   * The leaves of consecutive rows.
   *
   * @param codes codes by row, then by column
   * @param columns columns of a row
   * @param leaves receives the leaf of each row; its length is the number of rows
   */
  void leaves(short[] codes, int columns, int[] leaves) {
    int row = 0;
    for (; row + 4 <= leaves.length; row += 4) {
      int first = row * columns;
      int second = first + columns;
      int third = second + columns;
      int fourth = third + columns;
      int a = 0;
      int b = 0;
      int c = 0;
      int d = 0;
      int ended = nodes[3];
      while (ended != LEAF) {
        a = next(a, codes[first + nodes[a]]);
        b = next(b, codes[second + nodes[b]]);
        c = next(c, codes[third + nodes[c]]);
        d = next(d, codes[fourth + nodes[d]]);
        // What right adds is -1 in a leaf and nowhere below 0 else: all have ended if all bits are
        // set.
        ended = nodes[a + 3] & nodes[b + 3] & nodes[c + 3] & nodes[d + 3];
      }
      leaves[row] = a / FIELDS;
      leaves[row + 1] = b / FIELDS;
      leaves[row + 2] = c / FIELDS;
      leaves[row + 3] = d / FIELDS;
    }
    for (; row < leaves.length; row++) {
      int node = 0;
      while (nodes[node + 3] != LEAF) {
        node = next(node, codes[row * columns + nodes[node]]);
      }
      leaves[row] = node / FIELDS;
    }
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
