package dev.syntheticdata.operator.policy;

import dev.syntheticdata.api.v1alpha1.Failures;
import java.time.Duration;
import java.time.Instant;

/**
 * When a version that failed is attempted again: after a minute, and twice as long after each
 * further failure, up to an hour. What needs a person to change something is not attempted again by
 * itself.
 */
public final class Backoff {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private Backoff() {}

  /** The failures with one more. */
  public static Failures after(Failures before, Instant failedAt, boolean retriable) {
    int count = before == null || before.count() == null ? 1 : before.count() + 1;
    var next = retriable ? failedAt.plus(delay(count)).toString() : null;
    return new Failures(count, failedAt.toString(), next);
  }

  /** The delay after that many failures in a row; at least 1. */
  static Duration delay(int failures) {
    var delay = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
