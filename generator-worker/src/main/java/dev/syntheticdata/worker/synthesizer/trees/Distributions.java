package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * Counts of codes in each node of a tree, one after another in two arrays: generation draws from
 * them for every cell, and an object for each node would be elsewhere in memory each time.
 */
final class Distributions {

  private final int[] begin;
  private final int[] end;

  /** Codes of a node, ascending, and its rows with that code or one before it. */
  private short[] codes = new short[256];

  private int[] sums = new int[256];
  private int size;

  Distributions(int nodes) {
    this.begin = new int[nodes];
    this.end = new int[nodes];
  }

  /** Sets the counts of a node: those from one place to before another. */
  void set(int node, int[] codes, int[] counts, int from, int to) {
    begin[node] = size;
    for (int i = from; i < to; i++) {
      add(node, codes[i], counts[i]);
    }
    end[node] = size;
  }

  /** Sets the counts of a node to those of two others. */
  void merge(int node, int left, int right) {
    begin[node] = size;
    int i = begin[left];
    int j = begin[right];
    while (i < end[left] || j < end[right]) {
      boolean mine = j == end[right] || (i < end[left] && codes[i] <= codes[j]);
      boolean theirs = i == end[left] || (j < end[right] && codes[j] <= codes[i]);
      int code = mine ? codes[i] : codes[j];
      add(node, code, (mine ? count(left, i++) : 0) + (theirs ? count(right, j++) : 0));
    }
    end[node] = size;
  }

  private void add(int node, int code, int count) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size);
    }
    codes[size] = (short) code;
    sums[size] = count + (size == begin[node] ? 0 : sums[size - 1]);
    size++;
  }

  /** The rows of a node. */
  int total(int node) {
    return sums[end[node] - 1];
  }

  /** The code of a node at a probability in [0, 1). */
  short draw(int node, double probability) {
    int at = begin[node];
    int target = (int) (probability * total(node));
    // Halved without a branch on what is found, which a processor could not predict.
    for (int length = end[node] - at; length > 1; ) {
      int half = length >>> 1;
      at = sums[at + half - 1] <= target ? at + half : at;
      length -= half;
    }
    return codes[at];
  }

  /** The share of a node's rows with a code. */
  double share(int node, int code) {
    int at = Arrays.binarySearch(codes, begin[node], end[node], (short) code);
    return at < 0 ? 0 : (double) count(node, at) / total(node);
  }

  private int count(int node, int at) {
    return sums[at] - (at == begin[node] ? 0 : sums[at - 1]);
  }
}
