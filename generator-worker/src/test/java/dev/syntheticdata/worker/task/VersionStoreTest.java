package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.task.ConditionalWrites;
import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.task.TaskName;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.ConflictException;
import dev.syntheticdata.worker.storage.CarelessStore;
import dev.syntheticdata.worker.storage.DirectoryObjectStore;
import dev.syntheticdata.worker.storage.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept even where the store does not keep it, and what is said of it. */
class VersionStoreTest {

  private static final byte[] OURS = "ours".getBytes(StandardCharsets.UTF_8);
  private static final byte[] THEIRS = "theirs".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;
  private ObjectStore careful;
  private ObjectStore careless;

  @BeforeEach
  void open() {
    careful = new DirectoryObjectStore(directory);
    careless = new CarelessStore(careful, true, true);
  }

  private static VersionStore version(ObjectStore store) {
    var path = new ObjectLocation(null, null, "bucket", "v1", null);
    return new VersionStore(store, path, Tasks.context("ds", "ds-v1", 1));
  }

  private static TaskResult result() {
    var context = Tasks.context("ds", "ds-v1", 1);
    return TaskResult.failed(TaskName.PUBLISH, context.versionUid(), ExitCode.DONE, null);
  }

  @Test
  void theResultSaysThatTheStoreKeepsWritersApart() {
    var reported = version(careful).finish("publish.json", result(), List.of());

    assertThat(reported.conditionalWrites()).isEqualTo(ConditionalWrites.HONOURED);
    assertThat(version(careful).finished("publish.json")).contains(reported);
  }

  @Test
  void theResultSaysThatTheStoreDoesNot() {
    var reported = version(careless).finish("publish.json", result(), List.of());

    assertThat(reported.conditionalWrites()).isEqualTo(ConditionalWrites.IGNORED);
    assertThat(version(careless).finished("publish.json")).contains(reported);
  }

  @Test
  void aStoreThatWouldOverwriteIsLookedIntoFirst() {
    careful.putIfAbsent("v1/README.md", THEIRS);
    var version = version(careless);

    assertThatThrownBy(() -> version.put("README.md", OURS))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("other content");
    assertThat(careful.get("v1/README.md")).isEqualTo(THEIRS);
  }

  @Test
  void whatIsThereAlreadyIsGoneOver() {
    version(careless).put("README.md", OURS);

    assertThat(version(careless).put("README.md", OURS).size()).isEqualTo(OURS.length);
  }

  @Test
  void theFirstOfWhatIsNotTheSameEachTimeStands() {
    var first = version(careless).putOnce("lineage.json", OURS);

    assertThat(version(careless).putOnce("lineage.json", THEIRS)).isEqualTo(first);
    assertThat(careful.get("v1/lineage.json")).isEqualTo(OURS);
  }
}
