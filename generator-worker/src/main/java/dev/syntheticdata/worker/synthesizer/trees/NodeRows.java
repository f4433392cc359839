package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * The rows of the node at hand, and what is counted once for all columns that it may ask: their
 * targets, numbered anew by those that are present.
 */
final class NodeRows {

  private final short[] target;
  private final int[] seen;
  private final int[] rank;

  /** The rows; those of the node lie from {@link #from} on. */
  int[] order;

  int from;

  /** How many rows it has. */
  int size;

  /** The number of each of its rows' targets, in the rows' order. */
  int[] targets;

  /** How many targets are present. */
  int classes;

  /** The rows of each that is. */
  final int[] counts;

  /** The sum of x·ln x over these. */
  long whole;

  /**
   * @param target codes of the target by row
   * @param codes how many there are
   */
  NodeRows(short[] target, int codes) {
    this.target = target;
    this.seen = new int[codes];
    this.rank = new int[codes];
    this.counts = new int[codes];
  }

  /**
   * Takes the rows of another node.
   *
   * @param order rows; those of the node lie from {@code from} to before {@code to}
   * @param room for as many numbers as rows; not to be used until the node is done with
   */
  void enter(int[] order, int from, int to, int[] room) {
    this.order = order;
    this.from = from;
    this.size = to - from;
    this.targets = room;
    Arrays.fill(seen, 0);
    gather();
    rank();
  }

  private void gather() {
    for (int i = 0; i < size; i++) {
      int code = target[order[from + i]];
      targets[i] = code;
      seen[code]++;
    }
  }

  private void rank() {
    classes = 0;
    whole = 0;
    for (int code = 0; code < seen.length; code++) {
      if (seen[code] > 0) {
        rank[code] = classes;
        counts[classes++] = seen[code];
        whole += Entropy.xLogX(seen[code]);
      }
    }
    for (int i = 0; i < size && classes < seen.length; i++) {
      targets[i] = rank[targets[i]];
    }
  }

  /** The rows of each code of the target. */
  int[] seen() {
    return seen;
  }

  /** The rows of each code of a column. */
  int[] counts(short[] codes, int some) {
    var rows = new int[some];
    for (int i = from; i < from + size; i++) {
      rows[codes[order[i]]]++;
    }
    return rows;
  }
}
