package dev.syntheticdata.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.task.ConditionalWrites;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.failure.InvalidInputException;
import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a bucket behind an S3 server keeps to, and how its refusals are told. */
abstract class S3Contract extends ObjectStoreContract {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final long PART = 5 << 20;

  /** The pauses that stores would have made. */
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  /** A place in the bucket that is there; its keys are in variables that begin with S. */
  abstract ObjectLocation location(String key);

  /** The variables with the keys. */
  abstract Map<String, String> environment();

  @Override
  final ObjectStore open() {
    return open(location(""), Map.of());
  }

  private ObjectStore open(ObjectLocation location, Map<String, String> variables) {
    var environment = new HashMap<>(environment());
    environment.putAll(variables);
    return new ObjectStores(environment::get, pauses::add).open(location, StoreRole.STORAGE);
  }

  /** Some servers refuse before they have read what is sent, and the client must hear them. */
  @Test
  void aLargeObjectThatIsThereIsRefusedAtTheFirstAttempt() throws Exception {
    Path up = Files.write(directory.resolve("large"), new byte[(int) (6 * PART)]);
    try (var store = open()) {
      assertThat(store.putIfAbsent("large/a", up, "digest")).isTrue();
      for (int i = 0; i < 10; i++) {
        assertThat(store.putIfAbsent("large/a", up, "digest")).isFalse();
      }
    }
    assertThat(pauses).isEmpty();
  }

  @Test
  void theServerHonoursConditions() {
    try (var store = open()) {
      assertThat(WriteProbe.run(store, "probed/probe")).isEqualTo(ConditionalWrites.HONOURED);
      assertThat(WriteProbe.run(store, "probed/probe")).isEqualTo(ConditionalWrites.HONOURED);
    }
  }

  @Test
  void namesABucketThatIsNotThere() {
    var here = location("key");
    var absent =
        new ObjectLocation(here.endpoint(), here.region(), "absent-bucket", here.key(), "S");
    try (var store = open(absent, Map.of())) {
      assertThatThrownBy(() -> store.get("key"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("no bucket 'absent-bucket'", "http://127.0.0.1", "create it");
      assertThatThrownBy(() -> store.putIfAbsent("key", CONTENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("no bucket 'absent-bucket'");
      assertThatThrownBy(() -> store.putIfMatch("key", CONTENT, "etag"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("no bucket 'absent-bucket'");
      assertThatThrownBy(() -> store.list("key"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("no bucket 'absent-bucket'");
    }
  }

  @Test
  void saysThatTheSecretKeyIsWrong() {
    try (var store = open(location("key"), Map.of("S_AWS_SECRET_ACCESS_KEY", "wrong"))) {
      assertThatThrownBy(() -> store.get("key"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll(
              "s3://data/key", "refused", "credentials.secretRef of the s", "S_AWS_ACCESS_KEY_ID")
          .hasMessageNotContaining("wrong");
      assertThatThrownBy(() -> store.putIfAbsent("key", CONTENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("refused");
    }
  }

  @Test
  void saysThatTheAccessKeyIsUnknown() {
    try (var store = open(location("key"), Map.of("S_AWS_ACCESS_KEY_ID", "unknown"))) {
      assertThatThrownBy(() -> store.get("key"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("refused", "S_AWS_ACCESS_KEY_ID");
      assertThatThrownBy(() -> store.putIfAbsent("key", CONTENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("refused");
    }
  }

  /** The worker writes no object in parts, but people upload large sources so. */
  @Test
  void anObjectThatWasUploadedInPartsIsRead() throws Exception {
    byte[] content = new byte[(int) (2 * PART + 1)];
    new Random(1).nextBytes(content);
    Path up = Files.write(directory.resolve("up"), content);
    Path down = directory.resolve("down");
    var here = location("");
    try (var client =
        MinioClient.builder()
            .endpoint(here.endpoint())
            .region(here.region())
            .credentials(
                environment().get("S_AWS_ACCESS_KEY_ID"),
                environment().get("S_AWS_SECRET_ACCESS_KEY"))
            .build()) {
      client.uploadObject(
          UploadObjectArgs.builder()
              .bucket(here.bucket())
              .object("parts/a")
              .filename(up.toString(), PART)
              .build());
    }

    try (var store = open()) {
      store.download("parts/a", down);

      var info = store.stat("parts/a").orElseThrow();
      assertThat(info.etag()).endsWith("-3");
      assertThat(info.size()).isEqualTo(content.length);
      assertThat(store.putIfAbsent("parts/a", CONTENT)).isFalse();
    }
    assertThat(down).hasSameBinaryContentAs(up);
  }

  @Test
  void aLongListIsWhole() {
    try (var store = open()) {
      for (int i = 0; i < 1_005; i++) {
        store.putIfAbsent("many/%04d".formatted(i), CONTENT);
      }

      assertThat(store.list("many/")).hasSize(1_005).isSorted();
    }
  }
}
