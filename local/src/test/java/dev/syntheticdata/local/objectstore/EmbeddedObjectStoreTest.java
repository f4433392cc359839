package dev.syntheticdata.local.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syntheticdata.local.objectstore.EmbeddedObjectStore.Credentials;
import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EmbeddedObjectStoreTest extends OneObjectStore {
  private static final int MEBIBYTE = 1 << 20;

  @Test
  void createsABucketOnceAndAcceptsItAgain() throws Exception {
    store.createBucket(bucket);
    assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())).isTrue();
  }

  @Test
  void namesTheRuleForABadBucketName() {
    assertThatThrownBy(() -> store.createBucket("No"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bucket No")
        .hasMessageContaining("3 to 63");
  }

  @Test
  void keepsAnObjectAsAnOrdinaryFile() throws Exception {
    put("a/b/data.csv", "x,y\n1,2\n");
    assertThat(directory.resolve(bucket).resolve("a/b/data.csv")).hasContent("x,y\n1,2\n");
    assertThat(store.fileOf(bucket, "a/b/data.csv")).isRegularFile();
  }

  @Test
  void servesAFileThatWasPutIntoTheDirectory() throws Exception {
    Files.writeString(directory.resolve(bucket).resolve("found.txt"), "from disk");
    assertThat(get("found.txt")).isEqualTo("from disk");
  }

  @Test
  void servesTheObjectsOfAnEarlierRun() throws Exception {
    put("kept.txt", "kept");
    try (EmbeddedObjectStore second =
            EmbeddedObjectStore.start(directory, 0, Credentials.random(new Random(2)));
        MinioClient reader = clientWith(second)) {
      assertThat(get(reader, "kept.txt")).isEqualTo("kept");
    }
  }

  @Test
  void readsARange() throws Exception {
    put("range.txt", "0123456789");
    GetObjectArgs range =
        GetObjectArgs.builder().bucket(bucket).object("range.txt").offset(2L).length(3L).build();
    try (InputStream in = client.getObject(range)) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("234");
    }
  }

  @Test
  void listsByPrefixOverSeveralPages() throws Exception {
    for (int i = 0; i < 25; i++) {
      put("list/" + i, "x");
    }
    put("other/1", "x");
    assertThat(list("list/")).hasSize(25).allMatch(key -> key.startsWith("list/"));
  }

  @Test
  void keepsKeysWithSpacesAndLettersBeyondAscii() throws Exception {
    put("a/ü +ß=1&x.txt", "text");
    assertThat(get("a/ü +ß=1&x.txt")).isEqualTo("text");
    assertThat(list("a/")).containsExactly("a/ü +ß=1&x.txt");
  }

  @Test
  void deletesAnObject() throws Exception {
    put("gone.txt", "x");
    client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object("gone.txt").build());
    assertThat(statusOf(() -> get("gone.txt"))).isEqualTo(404);
    assertThat(list("gone")).isEmpty();
  }

  @Test
  void saysWhichKeyIsMissing() {
    ErrorResponseException error =
        catchThrowableOfType(ErrorResponseException.class, () -> get("nope"));
    assertThat(error.errorResponse().code()).isEqualTo("NoSuchKey");
  }

  @Test
  void joinsThePartsOfALargeObject() throws Exception {
    byte[] data = new byte[12 * MEBIBYTE];
    new Random(7).nextBytes(data);
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object("large.bin").stream(
                new ByteArrayInputStream(data), -1L, 5L * MEBIBYTE)
            .build());
    try (InputStream in =
        client.getObject(GetObjectArgs.builder().bucket(bucket).object("large.bin").build())) {
      assertThat(in.readAllBytes()).isEqualTo(data);
    }
    assertThat(list("")).containsExactly("large.bin");
  }

  @Test
  void deletesManyObjectsAtOnce() throws Exception {
    put("many/1", "x");
    put("many/2", "x");
    put("kept", "x");
    List<DeleteRequest.Object> objects =
        List.of(new DeleteRequest.Object("many/1"), new DeleteRequest.Object("many/2"));
    for (Result<DeleteResult.Error> error :
        client.removeObjects(RemoveObjectsArgs.builder().bucket(bucket).objects(objects).build())) {
      throw new AssertionError(error.get().message());
    }
    assertThat(list("")).containsExactly("kept");
  }

  @Test
  void keepsMetadataOfTheWriter() throws Exception {
    byte[] bytes = "x".getBytes(UTF_8);
    client.putObject(
        PutObjectArgs.builder()
            .bucket(bucket)
            .object("described")
            .contentType("text/csv")
            .userMetadata(Map.of("sha256", "abc"))
            .stream(new ByteArrayInputStream(bytes), 1L, -1L)
            .build());
    StatObjectResponse stat =
        client.statObject(StatObjectArgs.builder().bucket(bucket).object("described").build());
    assertThat(stat.contentType()).isEqualTo("text/csv");
    assertThat(stat.userMetadata().get("sha256")).containsExactly("abc");
    assertThat(stat.size()).isEqualTo(1);
  }

  @Test
  void copiesAnObject() throws Exception {
    put("from", "text");
    client.copyObject(
        CopyObjectArgs.builder()
            .bucket(bucket)
            .object("to")
            .source(SourceObject.builder().bucket(bucket).object("from").build())
            .build());
    assertThat(get("to")).isEqualTo("text");
  }

  @Test
  void keepsAnEmptyObject() throws Exception {
    put("empty", "");
    assertThat(get("empty")).isEmpty();
    assertThat(list("")).containsExactly("empty");
  }

  @Test
  void saysThatABucketDoesNotExist() throws Exception {
    assertThat(client.bucketExists(BucketExistsArgs.builder().bucket("absent").build())).isFalse();
    ErrorResponseException error =
        catchThrowableOfType(
            ErrorResponseException.class,
            () -> client.getObject(GetObjectArgs.builder().bucket("absent").object("x").build()));
    assertThat(error.errorResponse().code()).isEqualTo("NoSuchBucket");
  }

  @Test
  void createsOnlyWhenAbsent() throws Exception {
    Map<String, String> onlyIfAbsent = Map.of("If-None-Match", "*");
    put("result.json", "first", onlyIfAbsent);
    assertThat(statusOf(() -> put("result.json", "second", onlyIfAbsent))).isEqualTo(412);
    assertThat(get("result.json")).isEqualTo("first");
  }

  @Test
  void letsOneOfManyConcurrentCreatorsWin() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body = "writer " + i;
      writers.add(() -> statusOf(() -> put("race", body, Map.of("If-None-Match", "*"))));
    }
    var pool = Executors.newFixedThreadPool(writers.size());
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : pool.invokeAll(writers)) {
      statuses.add(answer.get());
    }
    pool.shutdown();
    assertThat(statuses)
        .containsOnlyOnce(200)
        .filteredOn(s -> s != 200)
        .hasSize(7)
        .containsOnly(412);
  }

  @Test
  void replacesOnlyTheVersionTheWriterSaw() throws Exception {
    String etag = put("latest.json", "1").etag();
    put("latest.json", "2", Map.of("If-Match", etag));
    assertThat(statusOf(() -> put("latest.json", "3", Map.of("If-Match", etag)))).isEqualTo(412);
    assertThat(get("latest.json")).isEqualTo("2");
  }

  @Test
  void doesNotReplaceWhatIsAbsent() {
    String etag = "00000000000000000000000000000000";
    assertThat(statusOf(() -> put("absent", "x", Map.of("If-Match", etag)))).isIn(404, 412);
    assertThat(store.fileOf(bucket, "absent")).doesNotExist();
  }

  @Test
  void refusesAsManyRequestsAsAskedSoThatAClientThatRetriesGetsThrough() throws Exception {
    long before = store.faults().refused();
    store.faults().refuseNext(2);
    put("a", "x");
    assertThat(store.faults().refused() - before).isEqualTo(2);
    assertThat(store.fileOf(bucket, "a")).hasContent("x");
  }

  @Test
  void answersServiceUnavailableUntilCleared() throws Exception {
    put("a", "x");
    store.faults().refuseAll();
    assertThatThrownBy(() -> get("a")).hasMessageContaining("503");
    store.faults().clear();
    assertThat(get("a")).isEqualTo("x");
  }

  @Test
  void holdsRequestsBackByTheDelay() throws Exception {
    put("a", "x");
    Duration delay = Duration.ofMillis(150);
    store.faults().delayEach(delay);
    long start = System.nanoTime();
    get("a");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
  }
}
