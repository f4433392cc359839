package dev.syntheticdata.local.cluster;

import dev.syntheticdata.local.HttpWatchClient;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CorpusOnLocalApiTest extends CorpusContract {

  private static LocalApiServer api;
  private static KubernetesClient client;

  @BeforeAll
  static void start() throws IOException {
    api = LocalApiServer.start(LocalApiServer.Config.defaults());
    api.applyCrds(Path.of("..", "crds"));
    client = HttpWatchClient.of(api);
  }

  @AfterAll
  static void stop() {
    client.close();
    api.close();
  }

  @Override
  KubernetesClient client() {
    return client;
  }
}
