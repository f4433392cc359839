package dev.syntheticdata.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store keeps to. */
class ObjectStoreTest {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

  @TempDir static Path directory;
  private static S3Server s3;

  @BeforeAll
  static void start() {
    s3 = S3Server.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  static Stream<ObjectStore> stores() {
    return Stream.of(s3.open(), new DirectoryObjectStore(directory.resolve("store")));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anObjectIsReadAsItWasWritten(ObjectStore store) {
    try (store) {
      store.putIfAbsent("read/a", ONE);

      assertThat(store.get("read/a")).isEqualTo(ONE);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aFileSurvivesUploadAndDownload(ObjectStore store) throws IOException {
    byte[] content = new byte[12 << 20];
    new java.util.Random(1).nextBytes(content);
    Path up = Files.write(directory.resolve("up"), content);
    Path down = directory.resolve("down");
    try (store) {
      assertThat(store.putIfAbsent("file/a", up, "digest")).isTrue();
      assertThat(store.putIfAbsent("file/a", up, "digest")).isFalse();
      store.download("file/a", down);
    }

    assertThat(down).hasSameBinaryContentAs(up);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anObjectIsNeverOverwritten(ObjectStore store) {
    try (store) {
      assertThat(store.putIfAbsent("once/a", ONE)).isTrue();
      assertThat(store.putIfAbsent("once/a", TWO)).isFalse();
      assertThat(store.get("once/a")).isEqualTo(ONE);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anObjectIsReplacedOnlyWhereItIsTheOneThatWasRead(ObjectStore store) {
    try (store) {
      store.putIfAbsent("swap/a", ONE);
      String etag = store.find("swap/a").orElseThrow().etag();

      assertThat(store.putIfMatch("swap/a", TWO, etag)).isTrue();
      assertThat(store.putIfMatch("swap/a", ONE, etag)).isFalse();
      assertThat(store.get("swap/a")).isEqualTo(TWO);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anObjectThatIsGoneIsNotReplaced(ObjectStore store) {
    try (store) {
      store.putIfAbsent("gone/a", ONE);
      String etag = store.find("gone/a").orElseThrow().etag();
      store.delete("gone/a");

      assertThat(store.putIfMatch("gone/a", TWO, etag)).isFalse();
      assertThat(store.find("gone/a")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void anObjectCarriesItsDigest(ObjectStore store) {
    try (store) {
      store.putIfAbsent("stat/a", ONE);

      var info = store.stat("stat/a").orElseThrow();
      assertThat(info.size()).isEqualTo(3);
      assertThat(info.sha256())
          .isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void whatIsNotThereIsAbsent(ObjectStore store) {
    try (store) {
      assertThat(store.find("none")).isEmpty();
      assertThat(store.stat("none")).isEmpty();
      assertThatThrownBy(() -> store.get("none"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("none", "no such object", "check bucket and key");
      assertThatThrownBy(() -> store.download("none", directory.resolve("none")))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keysAreListedByPrefixInOrder(ObjectStore store) {
    try (store) {
      for (String key : List.of("list/v1/b", "list/v10/a", "list/v1/a/ü +&", "list/v1/a/c")) {
        store.putIfAbsent(key, ONE);
      }

      assertThat(store.list("list/v1/"))
          .containsExactly("list/v1/a/c", "list/v1/a/ü +&", "list/v1/b");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void deletingTwiceIsNoError(ObjectStore store) {
    try (store) {
      store.putIfAbsent("delete/a", ONE);
      store.delete("delete/a");
      store.delete("delete/a");

      assertThat(store.list("delete/")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void ofManyWritersOneWins(ObjectStore store) throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    try (store) {
      Callable<Boolean> write = () -> store.putIfAbsent("race/a", ONE);
      var winners =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> write).toList()).stream()
              .filter(
                  future -> {
                    try {
                      return future.get();
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .count();
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdown();
    }
  }
}
