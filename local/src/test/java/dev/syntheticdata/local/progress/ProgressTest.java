package dev.syntheticdata.local.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorStatus;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.GeneratorVersionStatus;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
  private static final String BACK = "\u001b[";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Progress progress(boolean inPlace) {
    return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), inPlace, CLOCK);
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Generator generator(String ready, String message) {
    var generator = new Generator();
    generator.setMetadata(new ObjectMetaBuilder().withName("patients").build());
    var condition =
        new ConditionBuilder().withType("Ready").withStatus(ready).withMessage(message).build();
    generator.setStatus(new GeneratorStatus(1L, List.of(condition), null, null, null, null, null));
    return generator;
  }

  private static GeneratorVersion version(TaskStatus.State state) {
    var version = new GeneratorVersion();
    version.setMetadata(new ObjectMetaBuilder().withName("patients-v1").build());
    var task =
        new TaskStatus(
            "fit",
            state,
            "patients-v1-fit",
            1,
            "2026-03-10T12:00:00Z",
            "2026-03-10T12:00:07Z",
            null,
            null,
            null);
    version.setStatus(
        new GeneratorVersionStatus(1L, List.of(), Phase.FITTING, List.of(task), null));
    return version;
  }

  @Test
  void whereItIsPipedEachChangeIsALine() {
    var progress = progress(false);
    progress.show(generator("Unknown", "the fit Job is at work"));
    progress.show(version(TaskStatus.State.RUNNING));
    progress.show(version(TaskStatus.State.SUCCEEDED));
    progress.show(generator("True", "patients-v1 is fitted"));

    assertThat(shown()).doesNotContain(BACK);
    assertThat(shown().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("Generator patients", "the fit Job is at work"),
            line -> assertThat(line).contains("patients-v1 fit", "Job patients-v1-fit"),
            line -> assertThat(line).contains("✓ patients-v1 fit", "done in 7 s"),
            line -> assertThat(line).contains("✓ Generator patients", "patients-v1 is fitted"));
  }

  @Test
  void whatSaysNothingNewIsNotShown() {
    var progress = progress(false);
    progress.show(generator("True", "fitted"));
    progress.show(generator("True", "fitted"));

    assertThat(shown().lines()).hasSize(1);
  }

  @Test
  void onATerminalLinesAreDrawnOverThoseBefore() {
    var progress = progress(true);
    progress.show(generator("Unknown", "the fit Job is at work"));
    progress.show(version(TaskStatus.State.RUNNING));
    progress.show(generator("True", "patients-v1 is fitted"));

    // Two lines stood there: up by two, and all below is erased.
    var last = shown().substring(shown().lastIndexOf(BACK + "2A" + BACK + "J"));
    assertThat(last.lines()).hasSize(2);
    assertThat(last).contains("✓ Generator patients", "… patients-v1 fit");
  }

  @Test
  void whatIsSaidInBetweenStaysAboveTheLines() {
    var progress = progress(true);
    progress.show(generator("Unknown", "the fit Job is at work"));
    progress.say("Local cluster is up");

    assertThat(shown())
        .endsWith(
            BACK
                + "1A"
                + BACK
                + "JLocal cluster is up\n"
                + shown().lines().reduce((first, second) -> second).orElseThrow()
                + "\n");
  }
}
