package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import dev.syntheticdata.local.cluster.ShippedAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator on a real API server with its garbage collector, with the rights that the chart
 * gives it and no others.
 */
@ExtendWith(OnControlPlane.class)
class OperatorOnKubeApiServerTest extends OperatorContract {

  private static ControlPlane plane;
  private static String serviceAccount;

  @BeforeAll
  static void use(ControlPlane shared) throws IOException {
    plane = shared;
    serviceAccount = ShippedAccount.install(plane);
  }

  @Override
  void startServer() {
    plane.clean();
  }

  @Override
  KubernetesClient newClient(String userAgent) {
    return userAgent.equals("operator")
        ? plane.newClientAs(serviceAccount, userAgent)
        : plane.newClient(userAgent);
  }

  @Override
  void stopServer() {
    // All tests share one; the next of them cleans up.
  }

  @Test
  void theOperatorCannotReadSecrets() {
    try (var client = newClient("operator")) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> client.secrets().inNamespace("default").list())
          .withMessageContaining("cannot list resource \"secrets\"");
    }
  }
}
