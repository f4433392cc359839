package dev.syntheticdata.local.pod;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real API server, for which the runner is the kubelet. */
@ExtendWith(OnControlPlane.class)
class PodsRunOnKubeApiServerTest extends PodsRunContract {
  private static ControlPlane plane;

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @Override
  KubernetesClient startServer() {
    plane.clean();
    return plane.newClient("pod-runner");
  }

  @Override
  void stopServer() {
    client.close();
  }
}
