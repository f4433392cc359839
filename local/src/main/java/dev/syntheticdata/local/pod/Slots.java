package dev.syntheticdata.local.pod;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/**
 * A fair limit on pods that run at once: first come, first served, and a waiting pod can give up.
 */
final class Slots {
  private final Deque<Object> queue = new ArrayDeque<>();
  private int free;

  Slots(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "at least one pod must be able to run at once, got " + size);
    }
    this.free = size;
  }

  /**
   * Waits for a slot.
   *
   * @param givenUp asked whenever something changes; call {@link #recheck} after its answer may
   *     have changed
   * @return whether a slot was taken; false when given up
   */
  synchronized boolean acquire(BooleanSupplier givenUp) throws InterruptedException {
    Object ticket = new Object();
    queue.add(ticket);
    try {
      while (!givenUp.getAsBoolean()) {
        if (free > 0 && queue.peek() == ticket) {
          free--;
          return true;
        }
        wait();
      }
      return false;
    } finally {
      queue.remove(ticket);
      notifyAll();
    }
  }

  synchronized void release() {
    free++;
    notifyAll();
  }

  synchronized void recheck() {
    notifyAll();
  }
}
