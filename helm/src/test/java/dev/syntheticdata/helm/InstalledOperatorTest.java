package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Chart and operator fit together: the operator runs as the installed Deployment tells it to, with
 * the rights that were installed, and brings a dataset to its end. Its Jobs are answered at once.
 */
class InstalledOperatorTest extends OnClusterWithOperator {

  @Test
  void withTheDefaultsADatasetOfAnyNamespaceBecomesReady() throws IOException {
    var release = release(NAMESPACE, "sdo");
    release.install("");
    try (var operator = started(release)) {
      operator.awaitReady();
      create("life");

      awaitReady(operator, "life");

      assertThat(operator.log()).doesNotContain("Forbidden", "forbidden");
    }
  }

  @Test
  void theWorkersSettingsAreThoseOfItsJobs() throws IOException {
    var digest = "sha256:" + "2".repeat(64);
    var release = release(NAMESPACE, "sdo");
    release.install(
        """
        worker:
          image: {repository: registry.example.com/w, digest: "%s", pullSecrets: [mirror]}
          serviceAccountName: synthetic-worker
          resources: {requests: {cpu: 2, memory: 4Gi}, limits: {memory: 8Gi}}
          backoffLimit: 2
        """
            .formatted(digest));
    try (var operator = started(release)) {
      operator.awaitReady();
      create("life-with-settings");
      awaitReady(operator, "life-with-settings");

      assertThat(client.batch().v1().jobs().inNamespace("life-with-settings").list().getItems())
          .isNotEmpty()
          .allSatisfy(
              (Job job) -> {
                var pod = job.getSpec().getTemplate().getSpec();
                var container = pod.getContainers().get(0);
                assertThat(container.getImage()).isEqualTo("registry.example.com/w@" + digest);
                assertThat(container.getResources().getRequests().get("memory")).hasToString("4Gi");
                assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
                assertThat(pod.getImagePullSecrets().get(0).getName()).isEqualTo("mirror");
                assertThat(pod.getServiceAccountName()).isEqualTo("synthetic-worker");
              });
    }
  }

  @Test
  void replicasOfSomeNamespacesActThereOnlyAndElectTheirLeader() throws IOException {
    var release = release(NAMESPACE, "sdo");
    restrictedNamespace("life-of-replicas");
    release.install(
        "{watchNamespaces: [life-of-replicas], replicaCount: 2, rbac: {aggregateRoles: false}}");
    try (var operator = started(release)) {
      operator.awaitReady();
      create("elsewhere");
      create("life-of-replicas");

      awaitReady(operator, "life-of-replicas");

      assertThat(generator("elsewhere").getStatus()).isNull();
      assertThat(
              client
                  .leases()
                  .inNamespace(NAMESPACE)
                  .withName("synthetic-data-operator")
                  .get()
                  .getSpec()
                  .getHolderIdentity())
          .isEqualTo("operator-0");
      assertThat(operator.log()).doesNotContain("Forbidden", "forbidden");
    }
  }

  private Generator generator(String namespace) {
    return client.resources(Generator.class).inNamespace(namespace).withName("gen").get();
  }
}
