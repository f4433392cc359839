package dev.syntheticdata.local.objectstore;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Switches that make the object store misbehave on purpose, so that tests and demonstrations can
 * show how the system rides out an outage. A refusal is HTTP 503 with an empty body, as from a load
 * balancer without a store behind it, not an S3 error document. Thread-safe; a switch acts on
 * requests that arrive after it was set.
 */
public final class Faults {
  private static final int ALWAYS = -1;

  private final AtomicInteger toRefuse = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private volatile Duration delay = Duration.ZERO;

  Faults() {}

  /** Answers every request with HTTP 503 until {@link #clear()}. */
  public void refuseAll() {
    toRefuse.set(ALWAYS);
  }

  /** Answers the next {@code requests} (at least 0) requests with HTTP 503, then serves again. */
  public void refuseNext(int requests) {
    if (requests < 0) {
      throw new IllegalArgumentException("requests must be at least 0, was " + requests);
    }
    toRefuse.set(requests);
  }

  /** Holds each request back by {@code delay} (not negative) before it is served or refused. */
  public void delayEach(Duration delay) {
    Objects.requireNonNull(delay, "delay");
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, was " + delay);
    }
    this.delay = delay;
  }

  /** Serves normally again. */
  public void clear() {
    toRefuse.set(0);
    delay = Duration.ZERO;
  }

  /** Number of requests refused so far. */
  public long refused() {
    return refused.get();
  }

  Duration delay() {
    return delay;
  }

  /** Whether the request at hand is to be refused; counts it. */
  boolean refuseThis() {
    int before = toRefuse.getAndUpdate(n -> n > 0 ? n - 1 : n);
    if (before == 0) {
      return false;
    }
    refused.incrementAndGet();
    return true;
  }
}
