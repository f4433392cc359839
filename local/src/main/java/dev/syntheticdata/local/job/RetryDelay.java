package dev.syntheticdata.local.job;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a failed pod's replacement waits: {@code base * 2^(failures-1)}, at most {@code limit}.
 * It is counted from the pod's end as its status has it, in whole seconds, so it may be up to a
 * second shorter.
 *
 * @param base delay after the first failure, not negative
 * @param limit longest delay, not below {@code base}
 */
public record RetryDelay(Duration base, Duration limit) {
  /**
   * Delays for one machine, where nothing but the child process can be overloaded: 0.5 s doubling
   * up to 10 s.
   */
  public static final RetryDelay LOCAL =
      new RetryDelay(Duration.ofMillis(500), Duration.ofSeconds(10));

  public RetryDelay {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(limit, "limit");
    if (base.isNegative() || limit.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "need 0 <= base <= limit, got base " + base + " and limit " + limit);
    }
  }

  /** The delay after {@code failures} failures in a row; zero when there was none. */
  public Duration after(int failures) {
    if (failures <= 0) {
      return Duration.ZERO;
    }
    // Beyond 2^30 the product could overflow, and any sane limit is reached long before.
    Duration delay = base.multipliedBy(1L << Math.min(failures - 1, 30));
    return delay.compareTo(limit) > 0 ? limit : delay;
  }
}
