package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Failures;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Outcome;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPatchTest {

  private final Generator generator = Fixtures.generator();

  private static GeneratorStatus status(int failures) {
    var clock = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
    return new GeneratorStatus(
        1L,
        new Conditions(null, 1L, clock).with(new Outcome.Held(Reason.SUSPENDED, "suspended")),
        null,
        null,
        null,
        new Failures(failures, "2026-03-10T12:00:00Z", null),
        null);
  }

  @Test
  void aStatusThatSaysSomethingNewIsPatched() {
    var control = StatusPatch.of(generator, status(1), 0);
    assertThat(control.isPatchStatus()).isTrue();
    assertThat(control.isPatchResource()).isFalse();
    assertThat(control.getScheduleDelay()).isEmpty();
    assertThat(control.getResource().orElseThrow().getStatus()).isEqualTo(status(1));
  }

  @Test
  void aStatusThatSaysTheSameIsNotWritten() {
    generator.setStatus(status(1));
    assertThat(StatusPatch.of(generator, status(1), 0).isNoUpdate()).isTrue();
  }

  @Test
  void aStatusThatCameBackFromTheApiServerIsTheSame() {
    generator.setStatus(status(1));
    var read = Serialization.unmarshal(Serialization.asJson(generator), Generator.class);
    assertThat(StatusPatch.of(read, status(1), 0).isNoUpdate()).isTrue();
  }

  /** With apply, a field that is sent is a field that is owned. */
  @Test
  void nothingIsSentButTheNameTheVersionThatWasReadAndTheStatus() {
    generator.getMetadata().setFinalizers(List.of("syntheticdata.dev/prune"));
    generator.getMetadata().setResourceVersion("42");
    var patch = StatusPatch.of(generator, status(1), 0).getResource().orElseThrow();
    assertThat(Serialization.asJson(patch))
        .contains(
            "\"name\":\"patients\"",
            "\"namespace\":\"research\"",
            "\"resourceVersion\":\"42\"",
            "\"status\":")
        .doesNotContain("spec", "finalizers", "uid", "managedFields");
  }

  @Test
  void oneLooksAgainWhenAsked() {
    generator.setStatus(status(1));
    assertThat(StatusPatch.of(generator, status(1), 30).getScheduleDelay())
        .contains(Duration.ofSeconds(30).toMillis());
    assertThat(StatusPatch.of(generator, status(2), 30).getScheduleDelay())
        .contains(Duration.ofSeconds(30).toMillis());
  }
}
