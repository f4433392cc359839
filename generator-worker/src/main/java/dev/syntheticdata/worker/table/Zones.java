package dev.syntheticdata.worker.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the zone whose clock a column of date-times was written by, so that generated ones have its
 * hours and its offsets: one offset for all, or a zone whose offset changes in summer. Zones with
 * the same clock cannot be told apart, so the name may be that of another place.
 */
final class Zones {

  /** Tried first, so that a well-known name is found where several fit. */
  private static final List<String> KNOWN =
      List.of(
          "Europe/Berlin",
          "Europe/London",
          "Europe/Athens",
          "America/New_York",
          "America/Chicago",
          "America/Denver",
          "America/Los_Angeles",
          "America/Halifax",
          "America/St_Johns",
          "America/Anchorage",
          "America/Santiago",
          "Australia/Sydney",
          "Australia/Adelaide",
          "Pacific/Auckland",
          "Asia/Jerusalem");

  private Zones() {}

  /**
   * The offset or zone of all texts, or null where it is UTC, or none fits all.
   *
   * @param format reads the texts, which have an offset
   */
  static String of(List<String> texts, DateTimeFormatter format) {
    var seconds = new long[texts.size()];
    var offsets = new int[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      var time = OffsetDateTime.parse(texts.get(i), format);
      seconds[i] = time.toEpochSecond();
      offsets[i] = time.getOffset().getTotalSeconds();
    }
    if (IntStream.of(offsets).allMatch(offset -> offset == offsets[0])) {
      return offsets[0] == 0 ? null : ZoneOffset.ofTotalSeconds(offsets[0]).getId();
    }
    return Stream.concat(
            KNOWN.stream(), ZoneId.getAvailableZoneIds().stream().filter(Zones::isPlace).sorted())
        .filter(id -> fits(ZoneId.of(id).getRules(), seconds, offsets))
        .findFirst()
        .orElse(null);
  }

  private static boolean fits(ZoneRules rules, long[] seconds, int[] offsets) {
    return IntStream.range(0, seconds.length)
        .allMatch(
            i ->
                rules.getOffset(Instant.ofEpochSecond(seconds[i])).getTotalSeconds() == offsets[i]);
  }

  private static boolean isPlace(String id) {
    return id.indexOf('/') > 0 && !id.startsWith("Etc/") && !id.startsWith("SystemV/");
  }

  /** Milliseconds of a clock in a zone, for milliseconds since 1970 in UTC. */
  static double clock(double millis, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return millis;
    }
    var instant = Instant.ofEpochMilli((long) millis);
    return millis + 1000.0 * zone.getRules().getOffset(instant).getTotalSeconds();
  }

  /** Milliseconds since 1970 in UTC, for those of a clock in a zone; the earlier of two. */
  static double instant(double clock, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return clock;
    }
    long seconds = Math.floorDiv((long) clock, 1000L);
    var local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return clock - 1000.0 * zone.getRules().getOffset(local).getTotalSeconds();
  }
}
