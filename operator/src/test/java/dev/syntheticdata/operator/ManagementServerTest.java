package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementServerTest {

  private final AtomicBoolean healthy = new AtomicBoolean(true);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private ManagementServer server;

  @BeforeEach
  void start() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = new ManagementServer(address, healthy::get, registry);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    var uri =
        new URI(
            "http",
            null,
            InetAddress.getLoopbackAddress().getHostAddress(),
            server.port(),
            path,
            null,
            null);
    var request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz"})
  void aProbeSaysWhetherTheProcessIsHealthy(String probe) throws Exception {
    assertThat(send("GET", probe).statusCode()).isEqualTo(200);

    healthy.set(false);

    assertThat(send("GET", probe).statusCode()).isEqualTo(503);
  }

  @Test
  void anInformerThatConnectsAnewHasNotGivenUp() {
    assertThat(ManagementServer.noneHasGivenUp(List.of(informer(true), informer(true)))).isTrue();
    assertThat(ManagementServer.noneHasGivenUp(List.of(informer(true), informer(false)))).isFalse();
  }

  /** One without a connection. */
  private static InformerHealthIndicator informer(boolean running) {
    return new InformerHealthIndicator() {
      @Override
      public boolean hasSynced() {
        return true;
      }

      @Override
      public boolean isWatching() {
        return false;
      }

      @Override
      public boolean isRunning() {
        return running;
      }

      @Override
      public Status getStatus() {
        return Status.UNHEALTHY;
      }

      @Override
      public String getTargetNamespace() {
        return "default";
      }
    };
  }

  @Test
  void metricsAreThoseOfTheRegistry() throws Exception {
    registry.counter("versions.published").increment();

    assertThat(send("GET", "/metrics").body()).contains("versions_published_total 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void nothingCanBeChanged(String method) throws Exception {
    assertThat(send(method, "/metrics").statusCode()).isEqualTo(405);
  }
}
