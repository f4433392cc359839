package dev.syntheticdata.operator.datasetversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.golden.ProgressFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is said of a dataset version: {@code golden/statuses/datasetversion}. */
class DatasetVersionStatusesGoldenTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

  @TestFactory
  Stream<DynamicTest> theStatusFollowsFromTheTask() {
    return GoldenCase.tests(
        "statuses/datasetversion",
        golden -> {
          var version = golden.in("in-datasetversion.yaml", SyntheticDatasetVersion.class);
          var file = golden.in("in-progress.yaml", ProgressFile.class);
          var statuses = new DatasetVersionStatuses(CLOCK);
          var status = statuses.of(version, file.task(), file.progress());
          golden.out("out-status.yaml", status);

          version.setStatus(status);
          var later = new DatasetVersionStatuses(Clock.offset(CLOCK, Duration.ofHours(1)));
          assertThat(later.of(version, file.task(), file.progress()))
              .as("the same said again is no write")
              .isEqualTo(status);
        });
  }
}
