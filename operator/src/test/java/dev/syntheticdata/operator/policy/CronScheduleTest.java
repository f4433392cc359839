package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

  /** The next slots after a local time, as local times. */
  private static List<LocalDateTime> slots(
      String expression, String zone, String after, int number) {
    var schedule = CronSchedule.of(expression, zone);
    var found = new ArrayList<LocalDateTime>();
    var time = LocalDateTime.parse(after).atZone(ZoneId.of(zone)).toInstant();
    for (int i = 0; i < number; i++) {
      time = schedule.next(time).orElseThrow();
      found.add(LocalDateTime.ofInstant(time, ZoneId.of(zone)));
    }
    return found;
  }

  private static LocalDateTime[] local(String times) {
    return Arrays.stream(times.trim().split("\\s+"))
        .map(LocalDateTime::parse)
        .toArray(LocalDateTime[]::new);
  }

  @Nested
  class Fields {

    // 2026-03-10 is a Tuesday.
    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            * * * * *            | 2026-03-10T12:01 2026-03-10T12:02
            0 * * * *            | 2026-03-10T13:00 2026-03-10T14:00
            30 2 * * *           | 2026-03-11T02:30 2026-03-12T02:30
            */20 * * * *         | 2026-03-10T12:20 2026-03-10T12:40 2026-03-10T13:00
            5/20 * * * *         | 2026-03-10T12:05 2026-03-10T12:25 2026-03-10T12:45 2026-03-10T13:05
            10-30/10 * * * *     | 2026-03-10T12:10 2026-03-10T12:20 2026-03-10T12:30 2026-03-10T13:10
            0,30 6,18 * * *      | 2026-03-10T18:00 2026-03-10T18:30 2026-03-11T06:00
            1-3,58 13 * * *      | 2026-03-10T13:01 2026-03-10T13:02 2026-03-10T13:03 2026-03-10T13:58
            0 0 1 * *            | 2026-04-01T00:00 2026-05-01T00:00
            0 0 31 * *           | 2026-03-31T00:00 2026-05-31T00:00 2026-07-31T00:00
            0 0 29 2 *           | 2028-02-29T00:00 2032-02-29T00:00
            0 0 1 1,7 *          | 2026-07-01T00:00 2027-01-01T00:00
            0 0 1 jan-mar *      | 2027-01-01T00:00 2027-02-01T00:00 2027-03-01T00:00
            0 0 1 FEB,Nov *      | 2026-11-01T00:00 2027-02-01T00:00
            0 9 * * mon-fri      | 2026-03-11T09:00 2026-03-12T09:00 2026-03-13T09:00 2026-03-16T09:00
            0 9 * * 0            | 2026-03-15T09:00 2026-03-22T09:00
            0 9 * * Sun          | 2026-03-15T09:00 2026-03-22T09:00
            0 9 * * tue/2        | 2026-03-12T09:00 2026-03-14T09:00 2026-03-17T09:00
            0 9 ? * 6            | 2026-03-14T09:00 2026-03-21T09:00
            0 9 15 * ?           | 2026-03-15T09:00 2026-04-15T09:00
            ? ? ? ? ?            | 2026-03-10T12:01 2026-03-10T12:02
            """)
    void saysWhen(String expression, String expected) {
      assertThat(slots(expression, "UTC", "2026-03-10T12:00", local(expected).length))
          .containsExactly(local(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            @hourly   | 2026-03-10T13:00 2026-03-10T14:00
            @daily    | 2026-03-11T00:00 2026-03-12T00:00
            @midnight | 2026-03-11T00:00 2026-03-12T00:00
            @weekly   | 2026-03-15T00:00 2026-03-22T00:00
            @monthly  | 2026-04-01T00:00 2026-05-01T00:00
            @yearly   | 2027-01-01T00:00 2028-01-01T00:00
            @annually | 2027-01-01T00:00 2028-01-01T00:00
            @Daily    | 2026-03-11T00:00 2026-03-12T00:00
            """)
    void macrosStandForExpressions(String macro, String expected) {
      assertThat(slots(macro, "UTC", "2026-03-10T12:00", 2)).containsExactly(local(expected));
    }

    @Test
    void anySpaceSeparatesThem() {
      assertThat(slots("  0\t9   * * * ", "UTC", "2026-03-10T12:00", 1))
          .containsExactly(local("2026-03-11T09:00"));
    }

    @Test
    void withoutZoneTheyAreReadInUtc() {
      assertThat(CronSchedule.of("0 9 * * *", null).next(Instant.parse("2026-07-01T00:00:00Z")))
          .contains(Instant.parse("2026-07-01T09:00:00Z"));
    }
  }

  /**
   * As Kubernetes has it: two restricted day fields match by either of them, and a field that is or
   * holds a star is not restricted, unless the star has steps greater than one.
   */
  @Nested
  class DaysOfMonthAndWeek {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            0 0 13 * 5     | 2026-03-13T00:00 2026-03-20T00:00 2026-03-27T00:00 2026-04-03T00:00 2026-04-10T00:00 2026-04-13T00:00
            0 0 1,15 * sun | 2026-03-15T00:00 2026-03-22T00:00 2026-03-29T00:00 2026-04-01T00:00
            0 0 */15 * mon | 2026-03-16T00:00 2026-03-23T00:00 2026-03-30T00:00 2026-03-31T00:00 2026-04-01T00:00
            0 0 12 * */3   | 2026-03-11T00:00 2026-03-12T00:00 2026-03-14T00:00 2026-03-15T00:00
            0 0 * * mon    | 2026-03-16T00:00 2026-03-23T00:00
            0 0 */1 * mon  | 2026-03-16T00:00 2026-03-23T00:00
            0 0 *,5 * mon  | 2026-03-16T00:00 2026-03-23T00:00
            0 0 ?/1 * mon  | 2026-03-16T00:00 2026-03-23T00:00
            0 0 20 * */1   | 2026-03-20T00:00 2026-04-20T00:00
            """)
    void eitherMatchesWhereBothAreRestricted(String expression, String expected) {
      assertThat(slots(expression, "UTC", "2026-03-10T12:00", local(expected).length))
          .containsExactly(local(expected));
    }
  }

  @Nested
  class ChangesOfTheClocks {

    @ParameterizedTest(name = "{0} {1} after {2}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            30 2 * * *   | Europe/Berlin     | 2026-03-28T12:00 | 2026-03-30T02:30 2026-03-31T02:30
            0 2 * * *    | Europe/Berlin     | 2026-03-28T12:00 | 2026-03-30T02:00
            0 3 * * *    | Europe/Berlin     | 2026-03-28T12:00 | 2026-03-29T03:00
            30 * * * *   | Europe/Berlin     | 2026-03-29T01:00 | 2026-03-29T01:30 2026-03-29T03:30
            0 2 29 3 *   | Europe/Berlin     | 2026-03-01T00:00 | 2027-03-29T02:00
            30 2 * * *   | America/New_York  | 2026-03-07T12:00 | 2026-03-09T02:30
            */30 1-3 * * * | America/New_York | 2026-03-08T01:00 | 2026-03-08T01:30 2026-03-08T03:00 2026-03-08T03:30
            0 0 * * *    | Asia/Beirut       | 2026-03-28T12:00 | 2026-03-30T00:00
            """)
    void aTimeThatIsSkippedHasNoSlot(String cron, String zone, String after, String expected) {
      assertThat(slots(cron, zone, after, local(expected).length)).containsExactly(local(expected));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            30 2 * * * | Europe/Berlin    | 2026-10-24T10:30:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
            30 * * * * | Europe/Berlin    | 2026-10-24T23:00:00Z | 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T02:30:00Z
            30 1 * * * | America/New_York | 2026-10-31T12:00:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z
            0 1 * * *  | America/New_York | 2026-10-31T12:00:00Z | 2026-11-01T05:00:00Z 2026-11-02T06:00:00Z
            """)
    void aTimeThatIsRepeatedHasOneSlotAtItsFirstOccurrence(
        String cron, String zone, String after, String expected) {
      var schedule = CronSchedule.of(cron, zone);
      var times = new ArrayList<Instant>();
      var wanted = Arrays.stream(expected.split(" ")).map(Instant::parse).toList();
      for (int i = 0; i < wanted.size(); i++) {
        times.add(schedule.next(i == 0 ? Instant.parse(after) : times.get(i - 1)).orElseThrow());
      }
      assertThat(times).isEqualTo(wanted);
    }

    @Test
    void betweenTheOccurrencesOfARepeatedTimeItsSlotIsOver() {
      var schedule = CronSchedule.of("30 2 * * *", "Europe/Berlin");
      assertThat(schedule.next(Instant.parse("2026-10-25T01:10:00Z")))
          .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
    void everyDayOfAYearHasItsSlotWhereNoneIsSkipped(String zone) {
      var schedule = CronSchedule.of("0 12 * * *", zone);
      var time = Instant.parse("2026-01-01T00:00:00Z");
      var end = Instant.parse("2027-01-01T00:00:00Z");
      int count = 0;
      for (time = schedule.next(time).orElseThrow();
          time.isBefore(end);
          time = schedule.next(time).orElseThrow()) {
        assertThat(time.atZone(ZoneId.of(zone)).getHour()).isEqualTo(12);
        count++;
      }
      assertThat(count).isEqualTo(365);
    }
  }

  @Nested
  class LastSlot {

    private final CronSchedule daily = CronSchedule.of("0 2 * * *", "UTC");

    private static Instant at(String time) {
      return Instant.parse(time);
    }

    @Test
    void isTheOnlyOneOfMany() {
      assertThat(daily.last(at("2026-01-01T00:00:00Z"), at("2026-03-10T12:00:00Z")))
          .contains(at("2026-03-10T02:00:00Z"));
    }

    @Test
    void countsWhenItIsNow() {
      assertThat(daily.last(at("2026-03-09T12:00:00Z"), at("2026-03-10T02:00:00Z")))
          .contains(at("2026-03-10T02:00:00Z"));
    }

    @Test
    void isNotTheOneThatIsDone() {
      assertThat(daily.last(at("2026-03-10T02:00:00Z"), at("2026-03-10T12:00:00Z"))).isEmpty();
    }

    @Test
    void isFoundAcrossYearsOfMinutes() {
      var everyMinute = CronSchedule.of("* * * * *", "UTC");
      assertThat(everyMinute.last(at("1990-01-01T00:00:00Z"), at("2026-03-10T12:00:30Z")))
          .contains(at("2026-03-10T12:00:00Z"));
    }

    @Test
    void ofAScheduleOfLeapYearsIsYearsBack() {
      var leapDay = CronSchedule.of("0 0 29 2 *", "UTC");
      assertThat(leapDay.last(at("2000-01-01T00:00:00Z"), at("2026-03-10T12:00:00Z")))
          .contains(at("2024-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/7 * * * *", "0 2 * * *", "15 3 1,15 * *", "0 0 29 2 *", "@weekly"})
    void isTheOneThatWalkingForwardEndsAt(String expression) {
      var schedule = CronSchedule.of(expression, "Europe/Berlin");
      var since = at("2026-02-01T00:00:00Z");
      for (var until = at("2026-03-25T00:00:00Z");
          until.isBefore(at("2026-04-02T00:00:00Z"));
          until = until.plus(Duration.ofMinutes(613))) {
        Instant walked = null;
        for (var slot = schedule.next(since).orElseThrow();
            !slot.isAfter(until);
            slot = schedule.next(slot).orElseThrow()) {
          walked = slot;
        }
        assertThat(schedule.last(since, until).orElse(null))
            .as("until %s", until)
            .isEqualTo(walked);
      }
    }
  }

  @Nested
  class Mistakes {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            60 * * * *        | minute
            -1 * * * *        | minute
            x * * * *         | minute
            5-1 * * * *       | minute
            */0 * * * *       | minute
            */ * * * *        | minute
            1/2/3 * * * *     | minute
            1-2-3 * * * *     | minute
            1,,2 * * * *      | minute
            , * * * *         | minute
            1.5 * * * *       | minute
            jan * * * *       | minute
            99999999999 * * * * | minute
            * 24 * * *        | hour
            * 5-25 * * *      | hour
            * * 0 * *         | day of month
            * * 32 * *        | day of month
            * * L * *         | day of month
            * * 15W * *       | day of month
            * * * 0 *         | month
            * * * 13 *        | month
            * * * januar *    | month
            * * * * 7         | day of week
            * * * * 5#2       | day of week
            * * * * fri-mon   | day of week
            """)
    void nameTheirField(String expression, String field) {
      assertThatThrownBy(() -> CronSchedule.of(expression, "UTC"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("spec.refresh.schedule")
          .hasMessageContaining("the " + field + " \"");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "* * * *",
          "0 * * * * *",
          "@every 1h",
          "@reboot",
          "@fortnightly",
          "TZ=UTC 0 0 * * *",
          "CRON_TZ=Europe/Berlin 0 0 * * *"
        })
    void inTheNumberOfFieldsAreTold(String expression) {
      assertThatThrownBy(() -> CronSchedule.of(expression, "UTC"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("spec.refresh.schedule \"" + expression + "\"")
          .hasMessageContaining("five fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 31 apr ?"})
    void ofADayThatNeverComesAreTold(String expression) {
      assertThatThrownBy(() -> CronSchedule.of(expression, "UTC"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("spec.refresh.schedule \"" + expression + "\"")
          .hasMessageContaining("never comes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Atlantis", "berlin", "", " ", "UTC+99"})
    void ofTheZoneAreTold(String zone) {
      assertThatThrownBy(() -> CronSchedule.of("@daily", zone))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("spec.refresh.timeZone \"" + zone + "\"")
          .hasMessageContaining("IANA");
    }
  }
}
