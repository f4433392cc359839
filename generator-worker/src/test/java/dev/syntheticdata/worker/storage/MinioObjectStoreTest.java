package dev.syntheticdata.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.syntheticdata.task.ObjectLocation;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.failure.SourceUnavailableException;
import dev.syntheticdata.worker.failure.StorageUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MinioObjectStoreTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

  private static S3Server s3;

  @BeforeAll
  static void start() {
    s3 = S3Server.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @BeforeEach
  void reset() {
    s3.refuseNone();
    s3.pauses.clear();
  }

  private static ObjectLocation in(String bucket) {
    var here = s3.location("key");
    return new ObjectLocation(here.endpoint(), here.region(), bucket, here.key(), "S");
  }

  @Test
  void namesAnObjectThatIsNotThere() {
    try (var store = s3.open()) {
      assertThatThrownBy(() -> store.get("people.csv"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("s3://data/people.csv: there is no such object");
    }
  }

  @Test
  void namesAVariableThatIsNotSet() {
    var stores = new ObjectStores(variable -> null, s3.pauses::add);

    assertThatThrownBy(() -> stores.open(in("data"), StoreRole.SOURCE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("S_AWS_ACCESS_KEY_ID", "s3://data/key", "credentials.secretRef");
  }

  @Test
  void saysThatTheEndpointIsNoUrl() {
    var location = new ObjectLocation("not an url", null, "data", "key", "S");

    assertThatThrownBy(() -> s3.stores().open(location, StoreRole.SOURCE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'not an url'");
  }

  @Test
  void takesAnEndpointWithASlashAtItsEnd() {
    var here = s3.location("key");
    var location = new ObjectLocation(here.endpoint() + "/", null, "data", "key", "S");
    try (var store = s3.stores().open(location, StoreRole.STORAGE)) {
      assertThat(store.stat("none")).isEmpty();
    }
  }

  @Test
  void waitsWhileTheServerRefuses() {
    s3.refuse(3);
    try (var store = s3.open()) {
      assertThat(store.putIfAbsent("patient", CONTENT)).isTrue();
      assertThat(store.get("patient")).isEqualTo(CONTENT);
    }
    assertThat(s3.pauses).hasSize(3).isSorted();
  }

  @Test
  void givesUpAfterAboutAMinute() {
    s3.refuseAfter(0);
    try (var store = s3.open()) {
      assertThatThrownBy(() -> store.get("key"))
          .isInstanceOf(StorageUnavailableException.class)
          .hasMessageContainingAll("s3://data/key", "503", "endpoint");
    }
    assertThat(s3.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70));
  }

  @Test
  void aConnectionThatIsRefusedIsWaitedForToo() throws IOException {
    // A port that is taken, so that nobody else listens on it, and does not listen.
    try (var deaf = new Socket()) {
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var location =
          new ObjectLocation("http://127.0.0.1:" + deaf.getLocalPort(), null, "data", "key", "S");
      try (var store = s3.stores().open(location, StoreRole.SOURCE)) {
        assertThatThrownBy(() -> store.get("key")).isInstanceOf(SourceUnavailableException.class);
      }
    }
    assertThat(s3.pauses).isEqualTo(Retries.PAUSES);
  }

  @Test
  void whatTheServerDoesNotImplementIsNotTriedAgain() throws IOException {
    byte[] answer =
        "<Error><Code>NotImplemented</Code><Message>A header implies more</Message></Error>"
            .getBytes(StandardCharsets.UTF_8);
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          exchange.sendResponseHeaders(501, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    var location =
        new ObjectLocation(
            "http://127.0.0.1:" + server.getAddress().getPort(), null, "data", "key", "S");
    try (var store = s3.stores().open(location, StoreRole.STORAGE)) {
      assertThatThrownBy(() -> store.putIfAbsent("key", CONTENT))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("s3://data/key", "NotImplemented", "conditional writes");
    } finally {
      server.stop(0);
    }
    assertThat(s3.pauses).isEmpty();
  }

  @Test
  void whatWillNotPassIsNotTriedAgain() {
    try (var store = s3.stores().open(in("absent-bucket"), StoreRole.SOURCE)) {
      assertThatThrownBy(() -> store.get("key")).isInstanceOf(InvalidInputException.class);
    }
    assertThat(s3.pauses).isEmpty();
  }
}
