package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator on a real API server with its garbage collector, with the rights that the chart
 * gives it and no others.
 */
@ExtendWith(OnControlPlane.class)
class OperatorOnKubeApiServerTest extends OperatorContract {

  /** What the chart renders without values; the chart's own tests keep it so. */
  private static final Path CHART =
      Path.of("..", "helm", "src", "test", "resources", "golden", "defaults.yaml");

  private static ControlPlane plane;
  private static String serviceAccount;

  @BeforeAll
  static void use(ControlPlane shared) throws IOException {
    plane = shared;
    try (var client = plane.newClient("installation");
        var chart = Files.newInputStream(CHART)) {
      var items = client.load(chart).items();
      items.stream()
          .filter(i -> i instanceof ClusterRole || i instanceof ClusterRoleBinding)
          .forEach(i -> client.resource(i).serverSideApply());
      serviceAccount = boundAccount(items);
    }
  }

  /** The only account that is bound, as the API server names its user. */
  private static String boundAccount(List<HasMetadata> items) {
    var subjects =
        items.stream()
            .filter(ClusterRoleBinding.class::isInstance)
            .flatMap(b -> ((ClusterRoleBinding) b).getSubjects().stream())
            .distinct()
            .toList();
    assertThat(subjects).hasSize(1);
    var subject = subjects.get(0);
    return "system:serviceaccount:" + subject.getNamespace() + ":" + subject.getName();
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
