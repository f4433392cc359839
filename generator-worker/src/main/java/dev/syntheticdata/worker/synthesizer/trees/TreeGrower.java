package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;

/**
 * Grows the tree of one column on the codes of others: of all divisions of a node's rows in two by
 * the codes of one column, the one that leaves the least entropy (Quinlan 1986; Breiman et al. 1984
 * for the binary form), while each side keeps enough rows.
 *
 * <p>A node costs rows times columns asked, whatever the number of codes.
 */
final class TreeGrower {

  /** Deeper trees come of columns that peel off a few rows at a time, and say nothing more. */
  private static final int DEEPEST = 60;

  private final short[][] table;
  private final int[] asked;
  private final short[] target;
  private final int leafRows;
  private final SplitSearch search;
  private final Growth growth = new Growth();
  private int[] order;
  private int[] aside;

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
    this.asked = asked;
    this.target = table[target];
    this.leafRows = leafRows;
    this.search = new SplitSearch(table, codings, target, leafRows, entities);
  }

  /** Bytes of heap that a tree of so many rows needs while it grows. */
  static long bytes(int rows) {
    // Two orders of the rows, and their targets sorted.
    return rows * (2L * Integer.BYTES + Short.BYTES);
  }

  /** The tree for these rows; those whose value is withheld are left out. */
  ConditionalTree grow(int[] rows) {
    order = new int[rows.length];
    int size = 0;
    for (int row : rows) {
      if (target[row] < search.classes()) {
        order[size++] = row;
      }
    }
    aside = new int[size];
    grow(0, size, 0);
    return growth.tree();
  }

  private void grow(int from, int to, int depth) {
    int[] counts = search.counts(order, from, to);
    var split =
        to - from >= 2 * leafRows && depth < DEEPEST
            ? search.best(order, from, to, counts, asked)
            : null;
    if (split == null) {
      growth.leaf(counts);
      return;
    }
    int node = growth.split(split);
    int middle = partition(split, from, to);
    grow(from, middle, depth + 1);
    growth.right(node);
    grow(middle, to, depth + 1);
  }

  /** Puts the rows that go left first, both sides in their order, and gives the border. */
  private int partition(SplitSearch.Split split, int from, int to) {
    short[] codes = table[split.feature()];
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      int row = order[i];
      if (split.left()[codes[row]]) {
        order[left++] = row;
      } else {
        aside[right++] = row;
      }
    }
    System.arraycopy(aside, 0, order, left, right);
    return left;
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
