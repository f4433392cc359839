package dev.syntheticdata.worker.storage;

import java.time.Duration;

/** Waits; injected, so that tests do not. */
@FunctionalInterface
public interface Sleeper {

  /** Waits for that long. */
  void sleep(Duration duration) throws InterruptedException;

  /** The thread's own sleep. */
  static Sleeper real() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
