package dev.syntheticdata.local.pod;

import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/** The API server of local mode. */
class PodsRunOnLocalApiTest extends PodsRunContract {
  private LocalApiServer server;

  @Override
  KubernetesClient startServer() throws Exception {
    server = LocalApiServer.start(LocalApiServer.Config.defaults());
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(server.url().toString())
            .withOauthToken(server.token())
            .withNamespace(NAMESPACE)
            .withOnlyHttpWatches(true)
            .withHttp2Disable(true)
            .build();
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withConfig(config)
        .build();
  }

  @Override
  void stopServer() {
    client.close();
    server.close();
  }
}
