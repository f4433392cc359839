package dev.syntheticdata.local.pod;

import dev.syntheticdata.local.cluster.MockApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;

/** The fabric8 mock server in CRUD mode: an API server that is not ours, though a lenient one. */
class PodsRunOnMockServerTest extends PodsRunContract {
  private KubernetesMockServer server;

  @Override
  KubernetesClient startServer() {
    server = MockApi.start(new KubernetesCrudDispatcher());
    return server.createClient();
  }

  @Override
  void stopServer() {
    client.close();
    server.destroy();
  }
}
