package dev.syntheticdata.local.apiserver;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shipped resources on a real API server, with the kubectl of its version. */
@ExtendWith(OnControlPlane.class)
class ShippedResourcesOnKubeApiServerTest extends ShippedResourcesContract {

  private static ControlPlane plane;

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @Override
  Kubectl start() throws IOException {
    plane.clean();
    return plane.kubectl();
  }
}
