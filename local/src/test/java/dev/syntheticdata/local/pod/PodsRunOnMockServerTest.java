package dev.syntheticdata.local.pod;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;

/** The fabric8 mock server in CRUD mode: an API server that is not ours, though a lenient one. */
class PodsRunOnMockServerTest extends PodsRunContract {
  private KubernetesMockServer server;

  @Override
  KubernetesClient startServer() {
    server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            new HashMap<>(),
            new KubernetesCrudDispatcher(),
            false);
    server.init();
    return server.createClient();
  }

  @Override
  void stopServer() {
    client.close();
    server.destroy();
  }
}
