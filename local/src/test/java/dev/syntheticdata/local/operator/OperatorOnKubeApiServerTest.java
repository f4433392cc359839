package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator on a real API server with its garbage collector. */
@ExtendWith(OnControlPlane.class)
class OperatorOnKubeApiServerTest extends OperatorContract {

  private static ControlPlane plane;

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @Override
  void startServer() {
    plane.clean();
  }

  @Override
  KubernetesClient newClient(String userAgent) {
    return plane.newClient(userAgent);
  }

  @Override
  void stopServer() {
    // All tests share one; the next of them cleans up.
  }
}
