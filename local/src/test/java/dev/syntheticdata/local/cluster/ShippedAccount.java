package dev.syntheticdata.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operator's service account with the rights that the chart gives it. */
public final class ShippedAccount {

  /** What the chart renders without values; the chart's own tests keep it so. */
  private static final Path CHART =
      Path.of("..", "helm", "src", "test", "resources", "golden", "defaults.yaml");

  private ShippedAccount() {}

  /**
   * Grants the chart's rights.
   *
   * @return the user that has them, for {@link ControlPlane#newClientAs}
   */
  public static String install(ControlPlane plane) throws IOException {
    try (var client = plane.newClient("installation");
        var chart = Files.newInputStream(CHART)) {
      var items = client.load(chart).items();
      items.stream()
          .filter(i -> i instanceof ClusterRole || i instanceof ClusterRoleBinding)
          .forEach(i -> client.resource(i).serverSideApply());
      return boundAccount(items);
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
}
