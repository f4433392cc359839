package dev.syntheticdata.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.ExitCode;
import dev.syntheticdata.task.Pointer;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.catalog.DatasetReference;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PublishRunTest extends S3TaskTest {

  private Pointer pointer() {
    try (var store = s3.open()) {
      return TaskJson.read(
          new String(store.get("ds/latest.json"), StandardCharsets.UTF_8), Pointer.class);
    }
  }

  @Test
  void theFirstVersionGetsAPointer() {
    var task = tasks.version("ds", 1);

    TaskResult result = tasks.run(task);

    assertThat(result.publish())
        .isEqualTo(new TaskResult.Publish(task.manifestDigest(), "2026-03-01T12:00:00Z"));
    assertThat(pointer())
        .isEqualTo(
            new Pointer(
                "ns/ds",
                "uid-ds",
                "ds-v1",
                1,
                "ds/v1/manifest.json",
                task.manifestDigest(),
                "2026-03-01T12:00:00Z"));
  }

  @Test
  void thePublishedVersionSaysHowRegistriesNameIt() {
    var task = tasks.version("ds", 1);
    tasks.run(task);

    var reference =
        TaskJson.read(
            new String(s3.objects("ds/v1/").get("ds/v1/dataset-ref.json"), StandardCharsets.UTF_8),
            DatasetReference.class);
    assertThat(reference.manifestDigest()).isEqualTo(task.manifestDigest());
    assertThat(reference.mlflow().schema()).contains("\"age\"", "\"long\"");
  }

  @Test
  void thePointerMovesToANewerVersion() {
    tasks.run(tasks.version("ds", 1));
    tasks.run(tasks.version("ds", 2));

    assertThat(pointer().version()).isEqualTo("ds-v2");
  }

  @Test
  void thePointerNeverMovesBack() {
    tasks.run(tasks.version("ds", 2));

    TaskResult late = tasks.run(tasks.version("ds", 1));

    assertThat(late.outcome()).isEqualTo(ExitCode.CONFLICT);
    assertThat(late.message()).contains("ds/latest.json points to version ds-v2");
    assertThat(pointer().version()).isEqualTo("ds-v2");
  }

  @Test
  void runAgainItReportsAgain() {
    var task = tasks.version("ds", 1);

    assertThat(tasks.run(task)).isEqualTo(tasks.run(task));
  }

  @Test
  void runAgainAfterItStoppedBeforeItsResultItReportsWhenThePointerMoved() {
    var task = tasks.version("ds", 1);
    TaskResult once = tasks.run(task);
    try (var store = s3.open()) {
      store.delete("ds/v1/publish.json");
    }

    assertThat(tasks.run(task).publish()).isEqualTo(once.publish());
  }

  @Test
  void anEarlierDatasetOfTheSameNameDoesNotStandInTheWay() {
    tasks.run(tasks.version("ds", 5));
    try (var store = s3.open()) {
      String foreign =
          new String(store.get("ds/latest.json"), StandardCharsets.UTF_8)
              .replace("uid-ds", "uid-old");
      store.delete("ds/latest.json");
      store.putIfAbsent("ds/latest.json", foreign.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(tasks.run(tasks.version("ds", 1)).outcome()).isEqualTo(ExitCode.DONE);
    assertThat(pointer().revision()).isEqualTo(1);
  }

  @Test
  void aVersionWithAnObjectMissingIsNotPublished() {
    var task = tasks.version("ds", 1);
    try (var store = s3.open()) {
      store.delete("ds/v1/data/part-00000.csv");
    }

    TaskResult result = tasks.run(task);

    assertThat(result.outcome()).isEqualTo(ExitCode.CONFLICT);
    assertThat(result.message()).contains("ds/v1/data/part-00000.csv is gone");
    assertThat(s3.objects("ds/latest")).isEmpty();
  }

  @Test
  void aVersionWithAnObjectAlteredIsNotPublished() {
    var task = tasks.version("ds", 1);
    s3.put("ds/v1/data/part-00000.csv", "rows of ds-vX");

    TaskResult result = tasks.run(task);

    assertThat(result.outcome()).isEqualTo(ExitCode.CONFLICT);
    assertThat(s3.objects("ds/latest")).isEmpty();
  }

  @Test
  void aManifestThatWasAlteredIsNotPublished() {
    var task = tasks.version("ds", 1);
    s3.put("ds/v1/manifest.json", "{}");

    TaskResult result = tasks.run(task);

    assertThat(result.outcome()).isEqualTo(ExitCode.CONFLICT);
    assertThat(result.message()).contains("not the manifest that was evaluated");
  }

  @Test
  void aPointerThatCannotBeReadIsReplaced() {
    s3.put("ds/latest.json", "not json");

    assertThat(tasks.run(tasks.version("ds", 1)).outcome()).isEqualTo(ExitCode.DONE);
    assertThat(pointer().version()).isEqualTo("ds-v1");
  }
}
