package dev.syntheticdata.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.worker.failure.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store keeps to. */
abstract class ObjectStoreContract {

  private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
  private static final int WRITERS = 16;
  private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  /** The store; every test has objects of its own in it. */
  abstract ObjectStore open();

  @Test
  void anObjectIsReadAsItWasWritten() {
    try (var store = open()) {
      store.putIfAbsent("read/a", ONE);

      assertThat(store.get("read/a")).isEqualTo(ONE);
    }
  }

  @Test
  void aFileSurvivesUploadAndDownload() throws IOException {
    byte[] content = new byte[12 << 20];
    new java.util.Random(1).nextBytes(content);
    Path up = Files.write(directory.resolve("up"), content);
    Path down = directory.resolve("down");
    try (var store = open()) {
      assertThat(store.putIfAbsent("file/a", up, "digest")).isTrue();
      assertThat(store.putIfAbsent("file/a", up, "digest")).isFalse();
      store.download("file/a", down);
    }

    assertThat(down).hasSameBinaryContentAs(up);
  }

  @Test
  void anObjectIsNeverOverwritten() {
    try (var store = open()) {
      assertThat(store.putIfAbsent("once/a", ONE)).isTrue();
      assertThat(store.putIfAbsent("once/a", TWO)).isFalse();
      assertThat(store.get("once/a")).isEqualTo(ONE);
    }
  }

  @Test
  void anObjectIsReplacedOnlyWhereItIsTheOneThatWasRead() {
    try (var store = open()) {
      store.putIfAbsent("swap/a", ONE);
      String etag = store.find("swap/a").orElseThrow().etag();

      assertThat(store.putIfMatch("swap/a", TWO, etag)).isTrue();
      assertThat(store.putIfMatch("swap/a", ONE, etag)).isFalse();
      assertThat(store.get("swap/a")).isEqualTo(TWO);
    }
  }

  @Test
  void anObjectThatIsGoneIsNotReplaced() {
    try (var store = open()) {
      store.putIfAbsent("gone/a", ONE);
      String etag = store.find("gone/a").orElseThrow().etag();
      store.delete("gone/a");

      assertThat(store.putIfMatch("gone/a", TWO, etag)).isFalse();
      assertThat(store.find("gone/a")).isEmpty();
    }
  }

  @Test
  void anObjectCarriesItsDigest() {
    try (var store = open()) {
      store.putIfAbsent("stat/a", ONE);

      var info = store.stat("stat/a").orElseThrow();
      assertThat(info.size()).isEqualTo(3);
      assertThat(info.sha256())
          .isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    }
  }

  @Test
  void whatIsNotThereIsAbsent() {
    try (var store = open()) {
      assertThat(store.find("none")).isEmpty();
      assertThat(store.stat("none")).isEmpty();
      assertThatThrownBy(() -> store.get("none"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("none", "no such object", "check bucket and key");
      assertThatThrownBy(() -> store.download("none", directory.resolve("none")))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void keysAreListedByPrefixInOrder() {
    try (var store = open()) {
      for (String key : List.of("list/v1/b", "list/v10/a", "list/v1/a/ü +&", "list/v1/a/c")) {
        store.putIfAbsent(key, ONE);
      }

      assertThat(store.list("list/v1/"))
          .containsExactly("list/v1/a/c", "list/v1/a/ü +&", "list/v1/b");
    }
  }

  @Test
  void deletingTwiceIsNoError() {
    try (var store = open()) {
      store.putIfAbsent("delete/a", ONE);
      store.delete("delete/a");
      store.delete("delete/a");

      assertThat(store.list("delete/")).isEmpty();
    }
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    var threads = Executors.newFixedThreadPool(WRITERS);
    try (var store = open()) {
      var writes =
          IntStream.range(0, WRITERS)
              .<Callable<Boolean>>mapToObj(
                  writer -> () -> store.putIfAbsent("race/a", content(writer)))
              .toList();
      var won = new ArrayList<Boolean>();
      for (var write : threads.invokeAll(writes)) {
        won.add(write.get());
      }

      assertThat(won).containsOnlyOnce(true);
      assertThat(store.get("race/a")).isEqualTo(content(won.indexOf(true)));
    } finally {
      threads.shutdown();
    }
  }

  private static byte[] content(int writer) {
    return ("sealed by writer " + writer).getBytes(StandardCharsets.UTF_8);
  }
}
