package dev.syntheticdata.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, looking often. */
final class Await {

  private static final long PAUSE_MILLIS = 10;

  private Await() {}

  /**
   * @throws IllegalStateException where the condition does not hold in time
   */
  static void until(String what, Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("after " + limit.toSeconds() + " s it is not so: " + what);
      }
      pause(Duration.ofMillis(PAUSE_MILLIS));
    }
  }

  /** Lets time pass, where passing time is what is measured. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
