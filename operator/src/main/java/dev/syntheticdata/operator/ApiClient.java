package dev.syntheticdata.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The client that the operator asks the API server with. It asks each connection for a sign of life
 * from time to time: one that died without being closed is noticed by nothing else.
 */
public final class ApiClient {

  private ApiClient() {}

  /**
   * Makes one.
   *
   * @param config where the API server is, and who asks
   * @param ping time between two pings of a connection; one whose answer has not come by the next
   *     is given up, so a dead connection is noticed within twice that time
   */
  public static KubernetesClient connect(Config config, Duration ping) {
    return connect(config, ping, http -> {});
  }

  static KubernetesClient connect(
      Config config, Duration ping, Consumer<HttpClient.Builder> further) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withWebsocketPingInterval(ping.toMillis()).build())
        .withHttpClientFactory(new ApiTransport(Duration.ofMillis(config.getRequestTimeout())))
        .withHttpClientBuilderConsumer(further)
        .build();
  }
}
