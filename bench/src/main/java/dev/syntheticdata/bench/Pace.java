package dev.syntheticdata.bench;

import java.util.concurrent.ScheduledExecutorService;

/** An executor that is stopped with the block it is used in; Java 17's are not closeable. */
record Pace(ScheduledExecutorService executor) implements AutoCloseable {

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
