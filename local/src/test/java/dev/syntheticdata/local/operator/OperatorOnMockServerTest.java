package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.cluster.MockApi;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The operator on fabric8's mock server: an API server that is not ours. It knows no defaults, no
 * CEL and no garbage collection, so what holds here holds without them.
 */
class OperatorOnMockServerTest extends OperatorContract {

  private KubernetesMockServer server;

  @Override
  void startServer() throws IOException {
    server = MockApi.start(new ApplyingDispatcher());
    try (var client = server.createClient();
        var files = Files.list(Path.of("../crds"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        client.load(Files.newInputStream(file)).create();
      }
    }
  }

  @Override
  KubernetesClient newClient(String userAgent) {
    return server.createClient().inNamespace("default");
  }

  @Override
  void stopServer() {
    server.destroy();
  }
}
