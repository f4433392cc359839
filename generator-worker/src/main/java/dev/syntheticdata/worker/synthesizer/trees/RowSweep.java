package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;

/**
 * The search for the best division of rows by sorting: their targets are sorted by a column's code,
 * and moved from side to side one after another, and with them their entities where these are
 * counted. Its cost does not depend on the number of targets.
 */
final class RowSweep {

  private final int leafRows;
  private final CodeOrder codeOrder;
  private final EntityCount entities;
  private final int[] bucket;
  private final int[] bucketEnd;
  private final short[] nodeCodes;
  private final short[] sorted;
  private final int[] left;

  /**
   * @param mostCodes codes of a column at most
   * @param classes codes of the target
   * @param mostRows rows of a node at most
   * @param entities whose rows they are: each side then keeps that many entities; null to count
   *     rows
   */
  RowSweep(
      int mostCodes,
      int classes,
      int mostRows,
      int leafRows,
      CodeOrder codeOrder,
      Entities entities) {
    this.leafRows = leafRows;
    this.codeOrder = codeOrder;
    this.entities = entities == null ? null : new EntityCount(entities);
    this.bucket = new int[mostCodes];
    this.bucketEnd = new int[mostCodes];
    this.nodeCodes = new short[mostRows];
    this.sorted = new short[mostRows];
    this.left = new int[classes];
  }

  /** Takes the entities of a node's rows. */
  void enter(NodeRows node) {
    if (entities != null) {
      entities.enter(node.order, node.from, node.from + node.size);
    }
  }

  /** Forgets them. */
  void leave(NodeRows node) {
    if (entities != null) {
      entities.leave(node.order, node.from, node.from + node.size);
    }
  }

  /** Does what {@link CellSweep#sweep} does. */
  boolean sweep(
      int feature, short[] codes, Coding coding, NodeRows node, SplitSearch.Candidate best) {
    int some = coding.size() + 1;
    if (node.size - buckets(codes, some, node) < leafRows) {
      return false;
    }
    sort(node);
    int[] sequence =
        coding.ordered() ? null : codeOrder.ofSorted(some, bucket, bucketEnd, sorted, node);
    sweep(feature, some, sequence, node, best);
    return true;
  }

  /** Finds where each code's rows begin; the rows of the most frequent one. */
  private int buckets(short[] codes, int some, NodeRows node) {
    Arrays.fill(bucketEnd, 0, some, 0);
    for (int i = 0; i < node.size; i++) {
      short code = codes[node.order[node.from + i]];
      nodeCodes[i] = code;
      bucketEnd[code]++;
    }
    int sum = 0;
    int most = 0;
    for (int code = 0; code < some; code++) {
      int rows = bucketEnd[code];
      most = Math.max(most, rows);
      bucket[code] = sum;
      bucketEnd[code] = sum;
      sum += rows;
    }
    return most;
  }

  private void sort(NodeRows node) {
    for (int i = 0; i < node.size; i++) {
      int position = bucketEnd[nodeCodes[i]]++;
      sorted[position] = (short) node.targets[i];
      if (entities != null) {
        entities.put(position, node.order[node.from + i]);
      }
    }
  }

  /** Moves the rows of one code after another to the left. */
  private void sweep(
      int feature, int some, int[] sequence, NodeRows node, SplitSearch.Candidate best) {
    Arrays.fill(left, 0, node.classes, 0);
    long score = node.whole;
    int lefts = 0;
    int rights = node.size;
    if (entities != null) {
      entities.start(rights);
    }
    int steps = sequence == null ? some : sequence.length;
    for (int position = 0; position < steps && rights >= leafRows; position++) {
      int code = sequence == null ? position : sequence[position];
      int end = bucketEnd[code];
      int rows = end - bucket[code];
      if (rows == 0) {
        continue;
      }
      for (int i = bucket[code]; i < end; i++) {
        int c = sorted[i];
        int l = left[c]++;
        score += Entropy.step(l) - Entropy.step(node.counts[c] - l - 1);
        if (entities != null) {
          entities.move(i);
        }
      }
      lefts += rows;
      rights -= rows;
      boolean enough =
          entities == null ? lefts >= leafRows && rights >= leafRows : entities.fewer() >= leafRows;
      if (enough) {
        best.consider(
            score - Entropy.xLogX(lefts) - Entropy.xLogX(rights), feature, position, sequence);
      }
    }
  }
}
