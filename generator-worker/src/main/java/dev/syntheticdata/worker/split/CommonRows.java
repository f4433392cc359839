package dev.syntheticdata.worker.split;

import java.util.Arrays;

/**
 * Contents that more than {@value #TOGETHER} rows have, and how many of the rows of each are held
 * out. The n-th row of a content is held out by a hash of the content and n, the first {@value
 * #TOGETHER} by that of the content alone. So what is held out of a content depends on the number
 * of its rows alone, not on their order, and one row more of it changes what is learned by that row
 * at most. Differential privacy of what is learned rests on this. Only where no content's hash, or
 * every one's, lies below the limit is a row moved so that both sides have one: in tables of a few
 * contents one row more may then change the sides of two.
 */
final class CommonRows {

  /** Equal rows up to which all are on one side. */
  static final int TOGETHER = 10;

  /** No content has so many rows. */
  static final CommonRows NONE = new CommonRows(new long[0], new int[0], new int[0]);

  private final long[] contents;
  private final int[] rows;
  private final int[] held;

  private CommonRows(long[] contents, int[] rows, int[] held) {
    this.contents = contents;
    this.rows = rows;
    this.held = held;
  }

  /**
   * The common contents of a table.
   *
   * @param keys the hash of each row's content
   * @param limit hashes below it are held out
   */
  static CommonRows of(long[] keys, double limit) {
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    int common = 0;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = end(sorted, from);
      common += to - from > TOGETHER ? 1 : 0;
    }
    if (common == 0) {
      return NONE;
    }
    var found = new CommonRows(new long[common], new int[common], new int[common]);
    int next = 0;
    for (int from = 0, to; from < sorted.length; from = to) {
      to = end(sorted, from);
      if (to - from > TOGETHER) {
        found.contents[next] = sorted[from];
        found.rows[next] = to - from;
        found.held[next] = held(sorted[from], to - from, limit);
        next++;
      }
    }
    return found;
  }

  /** Where the equal keys that begin at a position end. */
  private static int end(long[] sorted, int from) {
    int to = from + 1;
    while (to < sorted.length && sorted[to] == sorted[from]) {
      to++;
    }
    return to;
  }

  private static int held(long content, int rows, double limit) {
    int held = content < limit ? TOGETHER : 0;
    for (int n = TOGETHER; n < rows; n++) {
      held += mixed(content, n) < limit ? 1 : 0;
    }
    return held;
  }

  /** The first 63 bits of a hash of a content and a number (the finalizer of SplitMix64). */
  private static long mixed(long content, int n) {
    long mixed = content + n * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return (mixed ^ (mixed >>> 31)) >>> 1;
  }

  boolean isEmpty() {
    return contents.length == 0;
  }

  /** Whether a content is common. */
  boolean has(long key) {
    return Arrays.binarySearch(contents, key) >= 0;
  }

  /**
   * Marks the rows that are held out: of common contents those of the lowest identities, of the
   * others all of a key below the limit. Each side has at least one row.
   */
  void hold(long[] keys, long[] identities, double limit, boolean[] held) {
    var cuts = cuts(keys, identities);
    int marked = 0;
    for (int row = 0; row < keys.length; row++) {
      int content = Arrays.binarySearch(contents, keys[row]);
      held[row] = content < 0 ? keys[row] < limit : cuts[content].takes(identities[row]);
      marked += held[row] ? 1 : 0;
    }
    if (marked == 0 || marked == keys.length) {
      held[lowest(keys, identities)] = marked == 0;
    }
  }

  private static int lowest(long[] keys, long[] identities) {
    int lowest = 0;
    for (int row = 1; row < keys.length; row++) {
      int order = Long.compare(keys[row], keys[lowest]);
      boolean lower = order < 0 || order == 0 && identities[row] < identities[lowest];
      lowest = lower ? row : lowest;
    }
    return lowest;
  }

  /** Up to which identity rows of a content are held out, and how many of that identity itself. */
  private static final class Cut {

    private final long identity;
    private int left;

    Cut(long[] sorted, int held) {
      identity = held == 0 ? Long.MIN_VALUE : sorted[held - 1];
      for (int i = held - 1; i >= 0 && sorted[i] == identity; i--) {
        left++;
      }
    }

    boolean takes(long of) {
      return of < identity || of == identity && left-- > 0;
    }
  }

  private Cut[] cuts(long[] keys, long[] identities) {
    var of = new long[contents.length][];
    Arrays.setAll(of, content -> new long[rows[content]]);
    var filled = new int[contents.length];
    for (int row = 0; row < keys.length; row++) {
      int content = Arrays.binarySearch(contents, keys[row]);
      if (content >= 0) {
        of[content][filled[content]++] = identities[row];
      }
    }
    var cuts = new Cut[contents.length];
    for (int content = 0; content < cuts.length; content++) {
      Arrays.sort(of[content]);
      cuts[content] = new Cut(of[content], held[content]);
    }
    return cuts;
  }
}
