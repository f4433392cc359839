package dev.syntheticdata.local.apiserver.table;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Durations as kubectl shows them: two significant units at most, such as {@code 3m20s}. */
public final class Ages {
  private Ages() {}

  /** The time since a timestamp; {@code <unknown>} when there is none. */
  static String since(String timestamp, Instant now) {
    try {
      return describe(Duration.between(OffsetDateTime.parse(timestamp).toInstant(), now));
    } catch (DateTimeParseException e) {
      return "<unknown>";
    }
  }

  /** A duration in words of Kubernetes' {@code HumanDuration}. */
  static String describe(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    long minutes = seconds / 60;
    long hours = seconds / 3600;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    } else if (minutes < 10) {
      return minutes + "m" + rest(seconds % 60, "s");
    } else if (minutes < 180) {
      return minutes + "m";
    } else if (hours < 8) {
      return hours + "h" + rest(minutes % 60, "m");
    } else if (hours < 48) {
      return hours + "h";
    } else if (hours < 192) {
      return days + "d" + rest(hours % 24, "h");
    } else if (days < 730) {
      return days + "d";
    }
    return days / 365 + "y" + rest(days % 365, "d");
  }

  private static String rest(long amount, String unit) {
    return amount == 0 ? "" : amount + unit;
  }
}
