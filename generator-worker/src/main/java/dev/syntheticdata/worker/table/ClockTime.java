package dev.syntheticdata.worker.table;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Date-times as a day and a time of day, by the clock that the source was written by: what people
 * do by hours and weekdays then shows in the parts.
 *
 * @param zone whose clock; UTC also where there is no zone
 */
public record ClockTime(ZoneId zone) {

  /** Milliseconds of a day. */
  public static final double DAY = 86_400_000;

  /** The clock of a column. */
  public static ClockTime of(ColumnSchema column) {
    return new ClockTime(column.zone() == null ? ZoneOffset.UTC : ZoneId.of(column.zone()));
  }

  /** The day, in days since 1970-01-01. */
  public double day(double dateTime) {
    return Math.floor(Zones.clock(dateTime, zone) / DAY);
  }

  /** Milliseconds since midnight. */
  public double time(double dateTime) {
    double clock = Zones.clock(dateTime, zone);
    return clock - Math.floor(clock / DAY) * DAY;
  }

  /** The date-time, in the unit of its column. */
  public double dateTime(double day, double time) {
    return Zones.instant(day * DAY + time, zone);
  }
}
