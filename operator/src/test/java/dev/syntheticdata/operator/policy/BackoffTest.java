package dev.syntheticdata.operator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Failures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final Instant FAILED = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest(name = "after {0} failures {1}")
  @CsvSource({
    "1, PT1M",
    "2, PT2M",
    "3, PT4M",
    "4, PT8M",
    "5, PT16M",
    "6, PT32M",
    "7, PT1H",
    "8, PT1H",
    "64, PT1H",
    "65, PT1H",
    "2147483647, PT1H",
  })
  void delayDoublesUpToAnHour(int failures, Duration delay) {
    assertThat(Backoff.delay(failures)).isEqualTo(delay);
  }

  @Test
  void theFirstFailureStartsTheCount() {
    assertThat(Backoff.after(null, FAILED, true))
        .isEqualTo(new Failures(1, "2026-03-10T12:00:00Z", "2026-03-10T12:01:00Z"));
  }

  @Test
  void aFurtherFailureCountsOn() {
    var before = new Failures(2, "2026-03-10T11:00:00Z", "2026-03-10T11:02:00Z");
    assertThat(Backoff.after(before, FAILED, true))
        .isEqualTo(new Failures(3, "2026-03-10T12:00:00Z", "2026-03-10T12:04:00Z"));
  }

  @Test
  void whatNeedsAPersonIsNotAttemptedAgain() {
    assertThat(Backoff.after(null, FAILED, false))
        .isEqualTo(new Failures(1, "2026-03-10T12:00:00Z", null));
  }
}
