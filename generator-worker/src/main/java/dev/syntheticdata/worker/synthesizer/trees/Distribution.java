package dev.syntheticdata.worker.synthesizer.trees;

import java.util.Arrays;

/**
 * Counts of codes.
 *
 * @param codes codes seen, ascending
 * @param sums rows with that code or one before it
 */
record Distribution(int[] codes, int[] sums) {

  static Distribution of(int[] codes, int[] counts) {
    Arrays.parallelPrefix(counts, Integer::sum);
    return new Distribution(codes, counts);
  }

  int total() {
    return sums[sums.length - 1];
  }

  /** The code at a probability in [0, 1). */
  short draw(double probability) {
    int target = (int) (probability * total());
    int low = 0;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return (short) codes[low];
  }

  /** The share of rows with a code. */
  double share(int code) {
    int at = Arrays.binarySearch(codes, code);
    return at < 0 ? 0 : (double) count(at) / total();
  }

  private int count(int at) {
    return sums[at] - (at == 0 ? 0 : sums[at - 1]);
  }

  /** The counts of both. */
  Distribution plus(Distribution other) {
    var merged = new int[codes.length + other.codes.length];
    var counts = new int[merged.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < codes.length || j < other.codes.length) {
      boolean mine = j == other.codes.length || (i < codes.length && codes[i] <= other.codes[j]);
      boolean theirs = i == codes.length || (j < other.codes.length && other.codes[j] <= codes[i]);
      merged[size] = mine ? codes[i] : other.codes[j];
      counts[size] += mine ? count(i++) : 0;
      counts[size] += theirs ? other.count(j++) : 0;
      size++;
    }
    return of(Arrays.copyOf(merged, size), Arrays.copyOf(counts, size));
  }
}
