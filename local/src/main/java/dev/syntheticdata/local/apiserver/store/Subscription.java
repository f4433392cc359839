package dev.syntheticdata.local.apiserver.store;

import dev.syntheticdata.local.apiserver.model.ApiError;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The changes of one collection from some revision on, in order and without gaps. */
public final class Subscription implements AutoCloseable {
  private final BlockingQueue<WatchEvent> queue;
  private final Runnable onClose;
  private volatile long reached;
  private volatile boolean overflown;

  Subscription(int capacity, long from, Runnable onClose) {
    this.queue = new LinkedBlockingQueue<>(capacity);
    this.reached = from;
    this.onClose = onClose;
  }

  /** Called by the store, in the order of revisions. */
  void publish(WatchEvent event) {
    if (!queue.offer(event)) {
      overflown = true;
    }
  }

  /**
   * The next change, or null when none came in time. Fails with 410 when the reader was too slow.
   */
  public WatchEvent next(Duration patience) throws InterruptedException {
    WatchEvent event = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (event != null) {
      reached = event.revision();
    } else if (overflown) {
      throw ApiError.expired(reached, reached);
    }
    return event;
  }

  /** The revision up to which every change has been taken. */
  public long reached() {
    return reached;
  }

  @Override
  public void close() {
    onClose.run();
  }
}
