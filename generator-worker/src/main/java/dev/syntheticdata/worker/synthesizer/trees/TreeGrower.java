package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;

/**
 * Grows the tree of one column on the codes of others: of all divisions of a node's rows in two by
 * the codes of one column, the one that leaves the least entropy (Quinlan 1986; Breiman et al. 1984
 * for the binary form), while each side keeps enough rows.
 *
 * <p>A node costs rows times columns asked, whatever the number of codes. Where a tree of smaller
 * leaves was grown on the same rows, a division of it that leaves enough rows on both sides is the
 * best among fewer as well, and is not looked for again.
 */
final class TreeGrower {

  /** Deeper trees come of columns that peel off a few rows at a time, and say nothing more. */
  private static final int DEEPEST = 60;

  /** No node of the finer tree. */
  private static final int NONE = -1;

  private final short[][] table;
  private final Coding[] codings;
  private final int[] asked;
  private final short[] target;
  private final int leafRows;
  private final Entities entities;
  private final Growth growth = new Growth();
  private final int classes;
  private SplitSearch search;
  private NodeRows node;
  private int[] order;
  private int[] aside;
  private ConditionalTree finer;

  /**
   * @param table codes of all columns
   * @param codings their codings
   * @param asked positions of the columns that may be asked
   * @param target position of the column to draw
   * @param leafRows rows that a leaf has at least
   * @param entities whose rows they are: a leaf then has rows of so many entities; null to count
   *     rows
   */
  TreeGrower(
      short[][] table, Coding[] codings, int[] asked, int target, int leafRows, Entities entities) {
    this.table = table;
    this.codings = codings;
    this.asked = asked;
    this.target = table[target];
    this.leafRows = leafRows;
    this.classes = codings[target].size();
    this.entities = entities;
  }

  /** Bytes of heap that a tree of so many rows needs while it grows. */
  static long bytes(int rows) {
    // Two orders of the rows, their codes of a column, and their targets sorted by it.
    return rows * (2L * Integer.BYTES + 2L * Short.BYTES);
  }

  /**
   * The tree for these rows; those whose value is withheld are left out.
   *
   * @param finer the tree of the same column for the same rows with smaller leaves, both counted in
   *     rows; null where there is none
   */
  ConditionalTree grow(int[] rows, ConditionalTree finer) {
    this.finer = finer;
    order = new int[rows.length];
    int size = 0;
    for (int row : rows) {
      if (target[row] < classes) {
        order[size++] = row;
      }
    }
    aside = new int[size];
    node = new NodeRows(target, classes);
    search = new SplitSearch(table, codings, asked, classes, size, leafRows, entities);
    grow(0, size, 0, finer == null ? NONE : 0, asked);
    return growth.tree();
  }

  /**
   * @param same the node of the finer tree that has the same rows, or none
   * @param asked the columns that may divide them
   */
  private void grow(int from, int to, int depth, int same, int[] asked) {
    boolean known = same != NONE && isDivided(same);
    var split = known ? divided(same, asked) : searched(from, to, depth, same, asked);
    if (split == null) {
      growth.leaf(node.seen());
      return;
    }
    int at = growth.split(split);
    int middle = partition(split, from, to);
    grow(from, middle, depth + 1, known ? same + 1 : NONE, split.asked());
    growth.right(at);
    grow(middle, to, depth + 1, known ? finer.right[same] : NONE, split.asked());
  }

  /** Whether the finer tree divides a node so that leaves of this tree have rows enough. */
  private boolean isDivided(int node) {
    return finer.feature[node] != SplitTree.LEAF
        && finer.rows(node + 1) >= leafRows
        && finer.rows(finer.right[node]) >= leafRows;
  }

  private SplitSearch.Split divided(int node, int[] asked) {
    int feature = finer.feature[node];
    boolean[] left = finer.goesLeft(node, codings[feature].size() + 1);
    return new SplitSearch.Split(feature, left, Math.max(NONE, finer.cut[node]), asked);
  }

  /** What is not divided with smaller leaves is not with larger ones. */
  private SplitSearch.Split searched(int from, int to, int depth, int same, int[] asked) {
    // Nothing is put aside while a node is looked at.
    node.enter(order, from, to, aside);
    boolean whole = same != NONE && finer.feature[same] == SplitTree.LEAF;
    return !whole && to - from >= 2 * leafRows && depth < DEEPEST ? search.best(node, asked) : null;
  }

  /** Puts the rows that go left first, both sides in their order, and gives the border. */
  private int partition(SplitSearch.Split split, int from, int to) {
    short[] codes = table[split.feature()];
    var right = new int[split.left().length];
    for (int code = 0; code < right.length; code++) {
      right[code] = split.left()[code] ? 0 : 1;
    }
    int lefts = from;
    int rights = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      // In both places; that of the side where it does not go is taken by the next.
      order[lefts] = row;
      aside[rights] = row;
      int goesRight = right[codes[row]];
      lefts += 1 - goesRight;
      rights += goesRight;
    }
    System.arraycopy(aside, 0, order, lefts, rights);
    return lefts;
  }

  /** The parts of a tree while it grows. */
  private static final class Growth {

    private final Numbers feature = new Numbers();
    private final Numbers cut = new Numbers();
    private final Numbers right = new Numbers();
    private final Numbers offsets = new Numbers();
    private final Numbers codes = new Numbers();
    private final Numbers counts = new Numbers();
    private final java.util.List<int[]> sets = new java.util.ArrayList<>();

    void leaf(int[] seen) {
      feature.add(-1);
      cut.add(offsets.size);
      right.add(0);
      offsets.add(codes.size);
      for (int code = 0; code < seen.length; code++) {
        if (seen[code] > 0) {
          codes.add(code);
          counts.add(seen[code]);
        }
      }
    }

    int split(SplitSearch.Split split) {
      int node = feature.size;
      feature.add(split.feature());
      if (split.highestLeft() >= 0) {
        cut.add(split.highestLeft());
      } else {
        cut.add(-1 - sets.size());
        var set = new Numbers();
        for (int code = 0; code < split.left().length; code++) {
          if (split.left()[code]) {
            set.add(code);
          }
        }
        sets.add(set.toArray());
      }
      right.add(0);
      return node;
    }

    void right(int node) {
      right.values[node] = feature.size;
    }

    ConditionalTree tree() {
      offsets.add(codes.size);
      return new ConditionalTree(
          feature.toArray(),
          cut.toArray(),
          right.toArray(),
          sets.toArray(int[][]::new),
          offsets.toArray(),
          codes.toArray(),
          counts.toArray());
    }
  }

  /** A list of ints. */
  private static final class Numbers {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    int[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }
}
