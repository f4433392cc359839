package dev.syntheticdata.local.pod;

import dev.syntheticdata.local.HttpWatchClient;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The API server of local mode. */
class PodsRunOnLocalApiTest extends PodsRunContract {
  private LocalApiServer server;

  @Override
  KubernetesClient startServer() throws Exception {
    server = LocalApiServer.start(LocalApiServer.Config.defaults());
    return HttpWatchClient.of(server);
  }

  @Override
  void stopServer() {
    client.close();
    server.close();
  }
}
