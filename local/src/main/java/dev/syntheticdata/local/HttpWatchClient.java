package dev.syntheticdata.local;

import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/**
 * Clients of API servers without WebSockets, as the JDK's HTTP server has none. Their transport is
 * the JDK's, whose watches over HTTP can be closed.
 */
public final class HttpWatchClient {

  private HttpWatchClient() {}

  /** A client of the API server of local mode, in the namespace default. */
  public static KubernetesClient of(LocalApiServer api) {
    return of(config(api.url().toString(), api.token()).build());
  }

  /** A client that is set up so. */
  public static KubernetesClient of(Config config) {
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withConfig(config)
        .build();
  }

  /** The settings of a client in the namespace default, to be changed. */
  public static ConfigBuilder config(String url, String token) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url)
        .withOauthToken(token)
        .withNamespace("default")
        .withOnlyHttpWatches(true)
        .withHttp2Disable(true);
  }
}
