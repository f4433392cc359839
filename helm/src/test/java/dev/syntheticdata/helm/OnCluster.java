package dev.syntheticdata.helm;

import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A real API server without our CRDs and without a release of the chart, before each test. Nothing
 * runs the pods: there are no controllers but the garbage collector.
 */
@ExtendWith(OnControlPlane.class)
abstract class OnCluster {

  /** Far more than a cluster needs, also on a machine with much else to do. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  static final String PROMETHEUS = ".monitoring.coreos.com";
  private static final String OURS = ".syntheticdata.dev";

  ControlPlane plane;
  KubernetesClient client;
  private final Deque<Installation> releases = new ArrayDeque<>();

  @BeforeEach
  final void useWithoutCrds(ControlPlane shared) {
    Chart.assumeHelm();
    plane = shared;
    client = plane.newClient("user");
    removeCrds(OURS);
  }

  @AfterEach
  final void uninstall() {
    while (!releases.isEmpty()) {
      releases.pop().uninstall();
    }
    client.close();
  }

  /** A release that does not outlive the test; its namespace takes restricted pods only. */
  final Installation release(String namespace, String name) {
    restrictedNamespace(namespace);
    var release = new Installation(plane, namespace, name);
    releases.push(release);
    return release;
  }

  /** Namespaces stay for the next tests: nobody here could end their deletion. */
  final void restrictedNamespace(String name) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  /** Our CRDs that the API server has. */
  final List<CustomResourceDefinition> crds() {
    return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .filter(crd -> crd.getMetadata().getName().endsWith(OURS))
        .toList();
  }

  /** Makes the API server know CRDs of a file of the tests' resources. */
  final void applyCrds(String file) throws IOException {
    try (var stream = OnCluster.class.getResourceAsStream(file)) {
      client.load(stream).items().forEach(crd -> client.resource(crd).serverSideApply());
    }
    awaitKinds();
  }

  /**
   * Waits until the API server tells of the kinds of all CRDs that it has, and of no others: it
   * does so a moment after a CRD was established, and one after it went. Helm and kubectl know the
   * kinds that they are told of.
   */
  final void awaitKinds() {
    await()
        .pollDelay(Duration.ZERO)
        .atMost(LIMIT)
        .until(
            () -> {
              var told = plane.kubectl().run("api-resources", "--output=name").lines();
              var all = client.apiextensions().v1().customResourceDefinitions().list().getItems();
              return told.filter(name -> name.endsWith(OURS) || name.endsWith(PROMETHEUS))
                  .collect(Collectors.toSet())
                  .equals(
                      all.stream()
                          .map(crd -> crd.getMetadata().getName())
                          .collect(Collectors.toSet()));
            });
  }

  /** Makes the API server forget CRDs, and with them all their objects. */
  final void removeCrds(String suffix) {
    var all = client.apiextensions().v1().customResourceDefinitions();
    await()
        .pollDelay(Duration.ZERO)
        .atMost(LIMIT)
        .until(
            () -> {
              var left =
                  all.list().getItems().stream()
                      .filter(crd -> crd.getMetadata().getName().endsWith(suffix))
                      .toList();
              left.forEach(crd -> all.resource(crd).delete());
              return left.isEmpty();
            });
  }
}
