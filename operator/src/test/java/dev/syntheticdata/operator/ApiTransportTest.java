package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Against a server on loopback: one that hears all, and one that takes connections only. */
class ApiTransportTest {

  private static final int LIMIT_MILLIS = 300_000;
  private static final String TEXT = "größer als 1 µm";

  /** What a server on loopback was sent. */
  private record Sent(String method, String type, String body) {}

  private static KubernetesClient client(int port, int requestMillis) {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + port)
            .withNamespace("default")
            .withRequestTimeout(requestMillis)
            .withRequestRetryBackoffLimit(0)
            .build();
    return ApiClient.connect(config, Duration.ofSeconds(20));
  }

  @Test
  void aWatchThatIsNotAnsweredIsGivenUpAndItsConnectionClosed() throws IOException {
    try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var client = client(server.getLocalPort(), 500)) {
      server.setSoTimeout(LIMIT_MILLIS);
      // What becomes of the watch is fabric8's: it tries again, or over plain HTTP.
      CompletableFuture.runAsync(() -> client.configMaps().watch(new Nobody()));

      try (var taken = server.accept()) {
        taken.setSoTimeout(LIMIT_MILLIS);
        var heard = new String(taken.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(heard).contains("Upgrade: websocket");
      }
    }
  }

  private static final class Nobody implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap resource) {
      throw new AssertionError("nothing was sent");
    }

    @Override
    public void onClose(WatcherException cause) {
      // It was never open.
    }
  }

  @Test
  void theTypeOfWhatIsSentIsTheWordAlone() throws IOException {
    var map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("one")
            .endMetadata()
            .withData(Map.of("text", TEXT))
            .build();

    assertThat(
            sent(
                client -> {
                  client.resource(map).create();
                  client.resource(map).serverSideApply();
                }))
        .allSatisfy(sent -> assertThat(sent.body()).contains(TEXT))
        .extracting(sent -> sent.method() + " " + sent.type())
        .containsExactly("POST application/json", "PATCH application/apply-patch+yaml");
  }

  private interface Calls {
    void make(KubernetesClient client);
  }

  private static List<Sent> sent(Calls calls) throws IOException {
    var result = new CopyOnWriteArrayList<Sent>();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          var body = exchange.getRequestBody().readAllBytes();
          result.add(
              new Sent(
                  exchange.getRequestMethod(),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  new String(body, StandardCharsets.UTF_8)));
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try (var client = client(server.getAddress().getPort(), LIMIT_MILLIS)) {
      calls.make(client);
    } finally {
      server.stop(0);
    }
    return result;
  }
}
