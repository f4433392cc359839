package dev.syntheticdata.operator.parent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.VersionSummary;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCountTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Failures TWO =
      new Failures(2, "2026-03-10T11:00:00Z", "2026-03-10T11:02:00Z");

  private static List<Condition> stalled(Reason reason) {
    return new Conditions(null, 1L, Clock.fixed(NOW, ZoneOffset.UTC))
        .with(new Outcome.Stalled(reason, "it failed"));
  }

  private static VersionSummary recorded(String name, Phase phase) {
    return new VersionSummary(name, 2L, "sha256:x", phase, "Initial");
  }

  private static VersionView version(String name, Phase phase, List<Condition> conditions) {
    return new VersionView(name, 3L, "sha256:x", "Initial", phase, conditions);
  }

  @Test
  void aFailureThatIsNewIsCounted() {
    assertThat(
            FailureCount.after(
                TWO,
                recorded("v3", Phase.GENERATING),
                version("v3", Phase.FAILED, stalled(Reason.STORAGE_UNAVAILABLE)),
                NOW))
        .isEqualTo(new Failures(3, "2026-03-10T12:00:00Z", "2026-03-10T12:04:00Z"));
  }

  @Test
  void aFailureThatTheStatusTellsOfIsNotCountedAgain() {
    assertThat(
            FailureCount.after(
                TWO,
                recorded("v3", Phase.FAILED),
                version("v3", Phase.FAILED, stalled(Reason.STORAGE_UNAVAILABLE)),
                NOW))
        .isEqualTo(TWO);
  }

  @Test
  void theFailureOfTheNextVersionIsANewOne() {
    assertThat(
            FailureCount.after(
                    TWO,
                    recorded("v2", Phase.FAILED),
                    version("v3", Phase.FAILED, stalled(Reason.STORAGE_UNAVAILABLE)),
                    NOW)
                .count())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void anotherAttemptIsMadeOnlyAfterWhatMayPass(Reason reason) {
    var failures =
        FailureCount.after(
            null, recorded("v1", Phase.FITTING), version("v1", Phase.FAILED, stalled(reason)), NOW);
    assertThat(failures.nextAttemptTime() != null).isEqualTo(reason.mayPass());
  }

  @Test
  void withoutReasonNoOtherAttemptIsMade() {
    assertThat(
            FailureCount.after(null, null, version("v1", Phase.FAILED, null), NOW)
                .nextAttemptTime())
        .isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"FITTED", "PUBLISHED", "REJECTED"})
  void aVersionThatDoesNotFailEndsTheCount(Phase phase) {
    assertThat(
            FailureCount.after(TWO, recorded("v2", Phase.FAILED), version("v3", phase, null), NOW))
        .isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"PENDING", "FITTING", "GENERATING", "EVALUATING", "PUBLISHING"})
  void whileTheNextAttemptRunsTheCountStays(Phase phase) {
    assertThat(
            FailureCount.after(TWO, recorded("v2", Phase.FAILED), version("v3", phase, null), NOW))
        .isEqualTo(TWO);
  }
}
