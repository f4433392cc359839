package dev.syntheticdata.operator.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression of five fields, read as Kubernetes reads that of a CronJob: lists, ranges,
 * steps, names of months and days, {@code ?} for {@code *}, and the macros {@code @hourly},
 * {@code @daily}, {@code @midnight}, {@code @weekly}, {@code @monthly}, {@code @yearly},
 * {@code @annually}. Where both day fields are restricted a day matches by either of them; a field
 * with a star that has no steps is not restricted. A local time that a change of the clocks skips
 * has no slot; one that it repeats has one, at its first occurrence.
 */
public final class CronSchedule {

  private static final Map<String, String> MACROS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  /** The rarest slot, 29 February on a given weekday, comes back within 40 years. */
  private static final int SEARCH_DAYS = 40 * 366;

  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean anyDayOfMonth;
  private final boolean anyDayOfWeek;
  private final ZoneId zone;

  private CronSchedule(String[] fields, ZoneId zone) {
    minutes = parse("minute", fields[0], 0, 59, List.of());
    hours = parse("hour", fields[1], 0, 23, List.of());
    daysOfMonth = parse("day of month", fields[2], 1, 31, List.of());
    months = parse("month", fields[3], 1, 12, MONTHS);
    daysOfWeek = parse("day of week", fields[4], 0, 6, DAYS);
    anyDayOfMonth = holdsStar(fields[2]);
    anyDayOfWeek = holdsStar(fields[4]);
    this.zone = zone;
  }

  /**
   * Reads a schedule.
   *
   * @param expression five fields, or a macro
   * @param timeZone IANA name of the zone it is read in; null for UTC
   * @throws IllegalArgumentException naming the field that cannot be read, or if no day matches
   */
  public static CronSchedule of(String expression, String timeZone) {
    var text = expression.trim().toLowerCase(Locale.ROOT);
    var fields = MACROS.getOrDefault(text, text).split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "spec.refresh.schedule \""
              + expression
              + "\" must have five fields (minute, hour, day of month, month, day of week) or be one"
              + " of @hourly, @daily, @weekly, @monthly, @yearly");
    }
    var schedule = new CronSchedule(fields, zone(timeZone));
    if (schedule.next(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException(
          "spec.refresh.schedule \""
              + expression
              + "\" never comes: no month of it has the day of month \""
              + fields[2]
              + "\"");
    }
    return schedule;
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name == null ? "UTC" : name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "spec.refresh.timeZone \"" + name + "\" is not an IANA time zone such as Europe/Berlin");
    }
  }

  /** The first slot after that time; empty where there is none in 40 years. */
  public Optional<Instant> next(Instant after) {
    var from = LocalDateTime.ofInstant(after, zone);
    var day = from.toLocalDate();
    for (int i = 0; i < SEARCH_DAYS; i++, day = day.plusDays(1)) {
      var slot = matches(day) ? firstAfter(day, after) : null;
      if (slot != null) {
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  /**
   * The last slot after one time and not after another; empty where there is none. Slots in between
   * are passed over: who missed many makes up for one.
   */
  public Optional<Instant> last(Instant after, Instant until) {
    // Searched backwards by doubling the stretch, so that years of minutes are not walked through.
    for (var stretch = Duration.ofHours(1); ; stretch = stretch.multipliedBy(4)) {
      var start = until.minus(stretch);
      boolean whole = !start.isAfter(after);
      Instant found = null;
      for (var slot = next(whole ? after : start);
          slot.isPresent() && !slot.get().isAfter(until);
          slot = next(slot.get())) {
        found = slot.get();
      }
      if (found != null || whole) {
        return Optional.ofNullable(found);
      }
    }
  }

  private Instant firstAfter(LocalDate day, Instant after) {
    for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
      for (int minute = minutes.nextSetBit(0);
          minute >= 0;
          minute = minutes.nextSetBit(minute + 1)) {
        var local = day.atTime(hour, minute);
        var offsets = zone.getRules().getValidOffsets(local);
        if (!offsets.isEmpty()) {
          var slot = local.toInstant(offsets.get(0));
          if (slot.isAfter(after)) {
            return slot;
          }
        }
      }
    }
    return null;
  }

  private boolean matches(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean byMonth = daysOfMonth.get(day.getDayOfMonth());
    boolean byWeek = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return anyDayOfMonth || anyDayOfWeek ? byMonth && byWeek : byMonth || byWeek;
  }

  /** A star in a list makes the whole field one, but a star with steps restricts the field. */
  private static boolean holdsStar(String field) {
    return Arrays.stream(field.split(","))
        .map(term -> term.replaceFirst("/0*1$", ""))
        .anyMatch(CronSchedule::isStar);
  }

  private static boolean isStar(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static BitSet parse(String name, String field, int least, int most, List<String> names) {
    var set = new BitSet();
    for (var term : field.split(",", -1)) {
      var parts = term.split("/", -1);
      int step = parts.length == 2 ? number(name, field, parts[1], List.of(), 0) : 1;
      var range = parts[0];
      int from;
      int to;
      if (isStar(range)) {
        from = least;
        to = most;
      } else {
        var bounds = range.split("-", -1);
        from = number(name, field, bounds[0], names, least);
        to = bounds.length == 2 ? number(name, field, bounds[1], names, least) : from;
        // A single number with a step runs to the end of the range.
        to = bounds.length == 1 && parts.length == 2 ? most : to;
        if (bounds.length > 2) {
          throw unreadable(name, field, least, most);
        }
      }
      if (parts.length > 2 || step < 1 || from < least || to > most || from > to) {
        throw unreadable(name, field, least, most);
      }
      for (int value = from; value <= to; value += step) {
        set.set(value);
      }
    }
    return set;
  }

  private static int number(
      String name, String field, String text, List<String> names, int firstName) {
    if (names.contains(text)) {
      return names.indexOf(text) + firstName;
    }
    if (!text.matches("[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "spec.refresh.schedule: \""
              + text
              + "\" in the "
              + name
              + " \""
              + field
              + "\" is no number");
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException unreadable(
      String name, String field, int least, int most) {
    return new IllegalArgumentException(
        "spec.refresh.schedule: the "
            + name
            + " \""
            + field
            + "\" must be *, numbers from "
            + least
            + " to "
            + most
            + ", ranges or lists of them, with steps of at least 1");
  }
}
