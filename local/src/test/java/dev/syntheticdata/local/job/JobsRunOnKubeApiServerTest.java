package dev.syntheticdata.local.job;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The Job controller of Kubernetes, with the pod runner as the kubelet: what holds here and with
 * local mode's own controller is what that one has to imitate.
 */
@ExtendWith(OnControlPlane.class)
class JobsRunOnKubeApiServerTest extends JobsRunContract {
  private static ControlPlane plane;
  private static AutoCloseable controllers;

  @BeforeAll
  static void startControllers(ControlPlane shared) throws IOException {
    plane = shared;
    controllers = plane.startControllers("job-controller", "ttl-after-finished-controller");
  }

  @AfterAll
  static void stopControllers() throws Exception {
    if (controllers != null) {
      controllers.close();
    }
  }

  @Override
  KubernetesClient startServer() {
    plane.clean();
    return plane.newClient("pod-runner");
  }

  /** One for all tests: it needs a while to start, and keeps nothing. */
  @Override
  AutoCloseable startController() {
    return () -> {};
  }

  @Override
  void stopServer() {
    client.close();
  }
}
