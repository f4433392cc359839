package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

/** The operator on the API server of local mode. */
class OperatorOnLocalApiTest extends OperatorContract {

  private LocalApiServer api;

  @Override
  void startServer() throws Exception {
    api = LocalApiServer.start(LocalApiServer.Config.defaults());
    api.applyCrds(Path.of("../crds"));
  }

  @Override
  KubernetesClient newClient(String userAgent) {
    return OperatorUnderTest.client(api, userAgent);
  }

  @Override
  void stopServer() {
    api.close();
  }
}
