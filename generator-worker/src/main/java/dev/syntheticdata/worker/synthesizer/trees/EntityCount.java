package dev.syntheticdata.worker.synthesizer.trees;

import dev.syntheticdata.worker.table.Entities;

/** Counts the entities on both sides of a division while rows move from right to left. */
final class EntityCount {

  private final int[] ofRow;
  private final int[] rows;
  private final int[] moved;
  private final int[] sorted;
  private int whole;
  private int left;
  private int right;

  EntityCount(Entities entities) {
    this.ofRow = entities.ofRow();
    this.rows = new int[entities.count()];
    this.moved = new int[entities.count()];
    this.sorted = new int[ofRow.length];
  }

  /** Takes the rows of a node. */
  void enter(int[] order, int from, int to) {
    whole = 0;
    for (int i = from; i < to; i++) {
      whole += rows[ofRow[order[i]]]++ == 0 ? 1 : 0;
    }
  }

  /** Forgets them. */
  void leave(int[] order, int from, int to) {
    for (int i = from; i < to; i++) {
      rows[ofRow[order[i]]] = 0;
    }
  }

  /** Puts a row at a position of the next sweep. */
  void put(int position, int row) {
    sorted[position] = ofRow[row];
  }

  /** Begins with all rows of the node on the right. */
  void start(int size) {
    for (int i = 0; i < size; i++) {
      moved[sorted[i]] = 0;
    }
    left = 0;
    right = whole;
  }

  /** Moves the row at a position to the left. */
  void move(int position) {
    int entity = sorted[position];
    int now = ++moved[entity];
    left += now == 1 ? 1 : 0;
    right -= now == rows[entity] ? 1 : 0;
  }

  /** Entities with a row on the side that has fewer of them. */
  int fewer() {
    return Math.min(left, right);
  }
}
