package dev.syntheticdata.operator.parent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.Fixtures;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParentStatusTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 0",
        "2026-03-10T12:00:00Z, -, 0",
        "2026-03-10T11:00:00Z, -, 0",
        "2026-03-10T12:00:00.001Z, -, 1",
        "2026-03-10T12:00:10Z, -, 11",
        "2026-03-10T12:00:10Z, 2026-03-10T12:00:05Z, 6",
        "2026-03-10T11:00:00Z, 2026-03-10T12:00:05Z, 6",
      })
  void oneWakesUpJustAfterTheFirstTimeToCome(Instant first, Instant second, long seconds) {
    assertThat(ParentStatus.secondsUntil(NOW, first, second)).isEqualTo(seconds);
  }

  @Test
  void theRequestOfTheLatestVersionIsHandledEvenIfTheStatusWasNotWritten() {
    var latest = Fixtures.generatorVersion();
    assertThat(ParentStatus.handledRequest(null, "monday")).isEqualTo("monday");
    assertThat(ParentStatus.handledRequest(latest, "monday")).isEqualTo("monday");
    latest.getMetadata().setAnnotations(Map.of(Api.REFRESH_REQUESTED_AT, "tuesday"));
    assertThat(ParentStatus.handledRequest(latest, "monday")).isEqualTo("tuesday");
  }

  @ParameterizedTest
  @EnumSource
  void ofVersionsDeletedByHandOnlyThePublishedCountsOn(Phase phase) {
    var recorded = new VersionSummary("patients-train-v3", 3L, "sha256:x", phase, "Initial");
    var deleted = ParentStatus.deleted(recorded, "uid");
    assertThat(deleted != null).isEqualTo(phase == Phase.PUBLISHED);
  }

  @Test
  void withoutRecordThereIsNoLatestVersion() {
    assertThat(ParentStatus.deleted(null, "uid")).isNull();
  }
}
