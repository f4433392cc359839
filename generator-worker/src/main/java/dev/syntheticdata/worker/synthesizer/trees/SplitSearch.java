package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.Objects;

/**
 * Finds the division of rows that leaves the least entropy in the target's codes. The codes of a
 * column are tried in order: an ordered column's as they are, another's by where they lie along the
 * first principal direction of the target's distribution given the code (Coppersmith, Hong, Hosking
 * 1999), which for two classes is the share of one of them.
 */
final class SplitSearch {

  private static final double LEAST_GAIN = 1e-9;

  private final short[][] table;
  private final Coding[] codings;
  private final short[] target;
  private final int classes;
  private final int leafRows;

  private final int[] bucket;
  private final int[] bucketEnd;
  private final short[] sorted;
  private final int[] leftCounts;

  /** Of the rows of a node, one after another: their targets, and their codes of a column. */
  private final short[] nodeTargets;

  private final short[] nodeCodes;
  private final CodeOrder codeOrder;
  private final CellSweep cellSweep;
  private final EntityCount entities;

  /**
   * A division.
   *
   * @param feature position of the column that is asked
   * @param left for each code whether its rows go left
   * @param highestLeft the highest code that goes left, if all below it do; otherwise -1
   */
  record Split(int feature, boolean[] left, int highestLeft) {}

  /**
   * @param entities whose rows they are: each side then keeps that many entities; null to count
   *     rows
   */
  SplitSearch(short[][] table, Coding[] codings, int target, int leafRows, Entities entities) {
    this.table = table;
    this.codings = codings;
    this.target = table[target];
    this.classes = codings[target].size();
    this.leafRows = leafRows;
    int most =
        Arrays.stream(codings).filter(Objects::nonNull).mapToInt(Coding::size).max().orElse(0) + 1;
    this.bucket = new int[most + 1];
    this.bucketEnd = new int[most + 1];
    // Of more rows cells are counted, but not where entities are.
    int sortedRows =
        entities == null ? Math.min(this.target.length, CellSweep.LARGE) : this.target.length;
    this.sorted = new short[sortedRows];
    this.leftCounts = new int[classes];
    this.nodeTargets = new short[sortedRows];
    this.nodeCodes = new short[sortedRows];
    this.codeOrder = new CodeOrder(most, classes);
    this.entities = entities == null ? null : new EntityCount(entities);
    this.cellSweep =
        this.entities == null && this.target.length > CellSweep.LARGE
            ? new CellSweep(most, classes, leafRows, codeOrder)
            : null;
  }

  /** The number of codes of the target. */
  int classes() {
    return classes;
  }

  /** How many of the rows have each code of the target. */
  int[] counts(int[] order, int from, int to) {
    var counts = new int[classes];
    for (int i = from; i < to; i++) {
      counts[target[order[i]]]++;
    }
    return counts;
  }

  /** The best division of the rows, or null where none leaves less entropy than there is. */
  Split best(int[] order, int from, int to, int[] counts, int[] asked) {
    double whole = 0;
    for (int count : counts) {
      whole += Entropy.xLogX(count);
    }
    int total = to - from;
    var best = new Candidate(whole - Entropy.xLogX(total) + LEAST_GAIN * total);
    if (best.score >= 0) {
      return null;
    }
    boolean large = entities == null && total > CellSweep.LARGE;
    for (int i = from; i < to && !large; i++) {
      nodeTargets[i - from] = target[order[i]];
    }
    if (entities != null) {
      entities.enter(order, from, to);
    }
    for (int feature : asked) {
      if (large) {
        cellSweep.sweep(
            feature,
            table[feature],
            codings[feature],
            target,
            order,
            from,
            to,
            counts,
            whole,
            best);
        continue;
      }
      int codes = bucketsOf(feature, order, from, to);
      if (codes > 0) {
        int[] sequence =
            codings[feature].ordered()
                ? null
                : codeOrder.of(codes, bucket, bucketEnd, sorted, counts, total);
        sweep(feature, codes, sequence, counts, whole, best);
      }
    }
    if (entities != null) {
      entities.leave(order, from, to);
    }
    return best.feature < 0 ? null : split(best, order, from, to);
  }

  /** The best division found so far. */
  static final class Candidate {
    /** What is left of the entropy of both sides, negated: at most 0, and 0 where none is left. */
    private double score;

    private int feature = -1;
    private int position;
    private int[] sequence;

    Candidate(double score) {
      this.score = score;
    }

    /** Takes a division that is better. */
    void consider(double now, int feature, int position, int[] sequence) {
      if (now > score) {
        this.score = now;
        this.feature = feature;
        this.position = position;
        this.sequence = sequence;
      }
    }
  }

  /** Moves the rows of one code after another to the left. */
  private void sweep(
      int feature, int codes, int[] sequence, int[] counts, double whole, Candidate best) {
    Arrays.fill(leftCounts, 0);
    double score = whole;
    int left = 0;
    int right = 0;
    for (int count : counts) {
      right += count;
    }
    if (entities != null) {
      entities.start(right);
    }
    for (int position = 0; position < codes && right >= leafRows; position++) {
      int code = sequence == null ? position : sequence[position];
      int end = bucketEnd[code];
      for (int i = bucket[code]; i < end; i++) {
        int c = sorted[i];
        int l = leftCounts[c]++;
        score += Entropy.step(l) - Entropy.step(counts[c] - l - 1);
        if (entities != null) {
          entities.move(i);
        }
      }
      left += end - bucket[code];
      right -= end - bucket[code];
      boolean enough =
          entities == null ? left >= leafRows && right >= leafRows : entities.fewer() >= leafRows;
      if (enough && end > bucket[code]) {
        double now = score - Entropy.xLogX(left) - Entropy.xLogX(right);
        best.consider(now, feature, position, sequence);
      }
    }
  }

  /** Sorts the rows' targets by a column's code; the number of codes, or -1 where all have one. */
  private int bucketsOf(int feature, int[] order, int from, int to) {
    short[] codes = table[feature];
    int size = codings[feature].size() + 1;
    Arrays.fill(bucketEnd, 0, size, 0);
    for (int i = from; i < to; i++) {
      short code = codes[order[i]];
      nodeCodes[i - from] = code;
      bucketEnd[code]++;
    }
    int sum = 0;
    int present = 0;
    for (int code = 0; code < size; code++) {
      present += bucketEnd[code] > 0 ? 1 : 0;
      bucket[code] = sum;
      sum += bucketEnd[code];
      bucketEnd[code] = bucket[code];
    }
    if (present < 2) {
      return -1;
    }
    for (int i = from; i < to; i++) {
      int position = bucketEnd[nodeCodes[i - from]]++;
      sorted[position] = nodeTargets[i - from];
      if (entities != null) {
        entities.put(position, order[i]);
      }
    }
    return size;
  }

  private Split split(Candidate best, int[] order, int from, int to) {
    short[] codes = table[best.feature];
    int size = codings[best.feature].size() + 1;
    var left = new boolean[size];
    if (best.sequence == null) {
      Arrays.fill(left, 0, best.position + 1, true);
      return new Split(best.feature, left, best.position);
    }
    var seen = new int[size];
    for (int i = from; i < to; i++) {
      seen[codes[order[i]]]++;
    }
    int rows = 0;
    for (int i = 0; i <= best.position; i++) {
      int code = best.sequence[i];
      left[code] = true;
      rows += seen[code];
    }
    // A code that no row here has goes where most rows go.
    boolean mostLeft = 2 * rows > to - from;
    for (int code = 0; code < size; code++) {
      if (seen[code] == 0) {
        left[code] = mostLeft;
      }
    }
    return new Split(best.feature, left, -1);
  }
}
