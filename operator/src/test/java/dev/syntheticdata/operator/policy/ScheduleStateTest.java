package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.Refresh;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleStateTest {

  private static final String UID = "5f3c8b1e-0000-4000-8000-000000000001";

  private static Refresh daily(Integer jitterSeconds, Integer deadlineSeconds) {
    return new Refresh("0 2 * * *", "UTC", jitterSeconds, deadlineSeconds, null);
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void withoutScheduleNothingIsDueEver() {
    var now = at("2026-03-10T12:00:00Z");
    assertThat(ScheduleState.of(null, UID, Instant.EPOCH, now)).isEqualTo(ScheduleState.NONE);
    assertThat(ScheduleState.of(new Refresh(null, null, null, null, true), UID, Instant.EPOCH, now))
        .isEqualTo(ScheduleState.NONE);
  }

  @ParameterizedTest(name = "done {0}, now {1}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      textBlock =
          """
          # done with           | now                  | due                  | skipped              | next
          2026-03-10T01:00:00Z  | 2026-03-10T01:59:59Z | -                    | -                    | 2026-03-10T02:00:00Z
          2026-03-10T01:00:00Z  | 2026-03-10T02:00:00Z | 2026-03-10T02:00:00Z | -                    | 2026-03-11T02:00:00Z
          2026-03-10T01:00:00Z  | 2026-03-10T03:00:00Z | 2026-03-10T02:00:00Z | -                    | 2026-03-11T02:00:00Z
          2026-03-10T01:00:00Z  | 2026-03-10T03:00:01Z | -                    | 2026-03-10T02:00:00Z | 2026-03-11T02:00:00Z
          2026-03-10T02:00:00Z  | 2026-03-10T03:00:00Z | -                    | -                    | 2026-03-11T02:00:00Z
          2026-03-10T02:00:05Z  | 2026-03-10T02:00:07Z | -                    | -                    | 2026-03-11T02:00:00Z
          2026-01-01T00:00:00Z  | 2026-03-10T02:30:00Z | 2026-03-10T02:00:00Z | -                    | 2026-03-11T02:00:00Z
          2026-01-01T00:00:00Z  | 2026-03-10T12:00:00Z | -                    | 2026-03-10T02:00:00Z | 2026-03-11T02:00:00Z
          2026-03-12T00:00:00Z  | 2026-03-10T12:00:00Z | -                    | -                    | 2026-03-12T02:00:00Z
          """)
  void aSlotIsDueFromItsTimeUntilItsDeadlineAndThenSkipped(
      Instant since, Instant now, Instant due, Instant skipped, Instant next) {
    assertThat(ScheduleState.of(daily(0, 3600), UID, since, now))
        .isEqualTo(new ScheduleState(due, skipped, next));
  }

  @Test
  void theDeadlineIsAnHourWhereNoneIsSet() {
    var since = at("2026-03-10T01:00:00Z");
    assertThat(ScheduleState.of(daily(null, null), UID, since, at("2026-03-10T03:00:00Z")).due())
        .isNotNull();
    assertThat(
            ScheduleState.of(daily(null, null), UID, since, at("2026-03-10T03:00:01Z")).skipped())
        .isNotNull();
  }

  @Test
  void afterWeeksOfStandstillOneSlotIsDueAndWithItAllAreDoneWith() {
    var hourly = new Refresh("@hourly", null, null, 3600, null);
    var now = at("2026-03-10T12:34:56Z");
    var first = ScheduleState.of(hourly, UID, at("2026-01-01T00:00:00Z"), now);
    assertThat(first.due()).isEqualTo(at("2026-03-10T12:00:00Z"));
    var then = ScheduleState.of(hourly, UID, first.due(), now);
    assertThat(then).isEqualTo(new ScheduleState(null, null, at("2026-03-10T13:00:00Z")));
  }

  @Test
  void aSkippedSlotIsSkippedOnce() {
    var now = at("2026-03-10T12:00:00Z");
    var first = ScheduleState.of(daily(0, 60), UID, at("2026-01-01T00:00:00Z"), now);
    assertThat(first.skipped()).isEqualTo(at("2026-03-10T02:00:00Z"));
    assertThat(ScheduleState.of(daily(0, 60), UID, first.skipped(), now).skipped()).isNull();
  }

  @Test
  void anUnreadableScheduleIsTold() {
    var wrong = new Refresh("0 25 * * *", null, null, null, null);
    assertThatThrownBy(() -> ScheduleState.of(wrong, UID, Instant.EPOCH, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the hour \"25\"");
  }

  @Test
  void jitterIsTheSameForTheSameDataset() {
    var refresh = daily(3600, null);
    assertThat(ScheduleState.jitter(refresh, UID)).isEqualTo(ScheduleState.jitter(refresh, UID));
  }

  @Test
  void jitterIsSpreadOverItsRangeWithBothEnds() {
    var refresh = daily(9, null);
    var seen = new HashSet<Duration>();
    for (int i = 0; i < 1000; i++) {
      seen.add(ScheduleState.jitter(refresh, "uid-" + i));
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, 9).mapToObj(Duration::ofSeconds).toList());
  }

  @Test
  void jitterDelaysStartDeadlineAndNextButDoesNotMoveTheSlot() {
    var refresh = daily(3600, 600);
    var jitter = ScheduleState.jitter(refresh, UID);
    assertThat(jitter).isPositive();
    var since = at("2026-03-10T01:00:00Z");
    var slot = at("2026-03-10T02:00:00Z");
    var start = slot.plus(jitter);
    var tomorrow = start.plus(Duration.ofDays(1));

    assertThat(ScheduleState.of(refresh, UID, since, start.minusSeconds(1)))
        .isEqualTo(new ScheduleState(null, null, start));
    assertThat(ScheduleState.of(refresh, UID, since, start))
        .isEqualTo(new ScheduleState(slot, null, tomorrow));
    assertThat(ScheduleState.of(refresh, UID, since, start.plusSeconds(600)))
        .isEqualTo(new ScheduleState(slot, null, tomorrow));
    assertThat(ScheduleState.of(refresh, UID, since, start.plusSeconds(601)))
        .isEqualTo(new ScheduleState(null, slot, tomorrow));
  }

  @ParameterizedTest(name = "between {0} and {1}: {2}")
  @CsvSource({
    "2026-03-10T01:00:00Z, 2026-03-10T01:59:59Z, false",
    "2026-03-10T01:00:00Z, 2026-03-10T02:00:00Z, true",
    "2026-03-10T02:00:00Z, 2026-03-10T23:00:00Z, false",
    "2026-01-01T00:00:00Z, 2026-03-10T23:00:00Z, true",
    "2026-03-10T23:00:00Z, 2026-03-10T01:00:00Z, false",
  })
  void aPublishedVersionIsOverdueOnceASlotCameUpSince(Instant after, Instant until, boolean came) {
    assertThat(ScheduleState.slotBetween(daily(0, null), UID, after, until)).isEqualTo(came);
  }

  @Test
  void withoutScheduleNoSlotComesUp() {
    assertThat(ScheduleState.slotBetween(null, UID, Instant.EPOCH, at("2026-03-10T00:00:00Z")))
        .isFalse();
  }
}
