package dev.syntheticdata.local.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as Kubernetes objects carry them: RFC 3339, UTC, whole seconds. */
final class KubernetesTime {
  private KubernetesTime() {}

  static String format(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Instant parse(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
