package dev.syntheticdata.local.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnControlPlane.class)
class CorpusOnKubeApiServerTest extends CorpusContract {

  private static KubernetesClient client;

  @BeforeAll
  static void connect(ControlPlane plane) {
    plane.clean();
    client = plane.newClient("corpus");
  }

  @AfterAll
  static void disconnect() {
    if (client != null) {
      client.close();
    }
  }

  @Override
  KubernetesClient client() {
    return client;
  }
}
