package dev.syntheticdata.operator.generatorversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.golden.ProgressFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is said of a fit: {@code golden/statuses/generatorversion}. */
class GeneratorVersionStatusesGoldenTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

  @TestFactory
  Stream<DynamicTest> theStatusFollowsFromTheFit() {
    return GoldenCase.tests(
        "statuses/generatorversion",
        golden -> {
          var version = golden.in("in-generatorversion.yaml", GeneratorVersion.class);
          var fit = golden.in("in-progress.yaml", ProgressFile.class).progress();
          var status = new GeneratorVersionStatuses(CLOCK).of(version, fit);
          golden.out("out-status.yaml", status);

          version.setStatus(status);
          var later = Clock.offset(CLOCK, Duration.ofHours(1));
          assertThat(new GeneratorVersionStatuses(later).of(version, fit))
              .as("the same said again is no write")
              .isEqualTo(status);
        });
  }
}
