package dev.syntheticdata.helm;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.ReleaseHistory;
import dev.syntheticdata.local.cluster.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A release of the chart on a cluster, made by Helm itself.
 *
 * @param plane the cluster
 * @param namespace where it is installed
 * @param name of the release
 */
record Installation(ControlPlane plane, String namespace, String name) {

  /** Installs the chart. */
  void install(String values) {
    install(Chart.DIRECTORY, values);
  }

  /** Installs a chart of another directory. */
  void install(Path chart, String values) {
    Chart.withValues(
        values,
        file ->
            new Helm(chart)
                .install()
                .withName(name)
                .withNamespace(namespace)
                .withValuesFile(file)
                .withKubeConfigContents(plane.kubeconfig())
                .call());
  }

  /** Upgrades to the chart with these values, and the defaults of all others. */
  void upgrade(String values) {
    Chart.withValues(
        values,
        file ->
            new Helm(Chart.DIRECTORY)
                .upgrade()
                .withName(name)
                .withNamespace(namespace)
                .resetValues()
                .withValuesFile(file)
                .withKubeConfigContents(plane.kubeconfig())
                .call());
  }

  /**
   * Upgrades, and has Helm roll back where that fails.
   *
   * @throws RuntimeException with Helm's message, after the roll-back
   */
  void upgradeOrRollBack(String values) {
    Chart.withValues(
        values,
        file ->
            new Helm(Chart.DIRECTORY)
                .upgrade()
                .withName(name)
                .withNamespace(namespace)
                .resetValues()
                .atomic()
                .withTimeout(10)
                .withValuesFile(file)
                .withKubeConfigContents(plane.kubeconfig())
                .call());
  }

  /** Upgrades to the chart with the values that the release has. */
  void upgradeKeepingValues() {
    new Helm(Chart.DIRECTORY)
        .upgrade()
        .withName(name)
        .withNamespace(namespace)
        .reuseValues()
        .withKubeConfigContents(plane.kubeconfig())
        .call();
  }

  void uninstall() {
    Helm.uninstall(name)
        .withNamespace(namespace)
        .ignoreNotFound()
        .withKubeConfigContents(plane.kubeconfig())
        .call();
  }

  /** Its revisions, the oldest first. */
  List<ReleaseHistory> history() {
    return Helm.history(name)
        .withNamespace(namespace)
        .withKubeConfigContents(plane.kubeconfig())
        .call();
  }

  /** What is in the cluster of what the chart renders with these values. */
  List<JsonNode> installed(String values) {
    return kubectl(values, "get", "--ignore-not-found");
  }

  /** What would be in the cluster, had the chart's rendering been applied again. */
  List<JsonNode> appliedAgain(String values) {
    return kubectl(values, "apply", "--server-side", "--force-conflicts", "--dry-run=server");
  }

  /**
   * A command on the rendered objects, and the objects it tells, without who wrote their fields. It
   * is asked again until the API server has accepted all CRDs, which it does a moment after they
   * were written: what is told before and after is not the same.
   */
  private List<JsonNode> kubectl(String values, String... command) {
    return await()
        .pollDelay(Duration.ZERO)
        .atMost(OnCluster.LIMIT)
        .until(
            () -> told(values, command),
            objects -> objects.stream().allMatch(Installation::isAccepted));
  }

  private static boolean isAccepted(JsonNode object) {
    return !object.path("kind").asText().equals("CustomResourceDefinition")
        || StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
            .anyMatch(
                condition ->
                    condition.path("type").asText().equals("Established")
                        && condition.path("status").asText().equals("True"));
  }

  private List<JsonNode> told(String values, String... command) {
    try {
      var kubectl = plane.kubectl();
      var arguments = new ArrayList<>(List.of(command));
      var file = kubectl.file("rendered.yaml", Chart.render(values, name, namespace));
      arguments.addAll(List.of("--filename", file, "--output", "json"));
      var objects = new ArrayList<JsonNode>();
      for (var answer : Chart.parse(kubectl.run(arguments.toArray(String[]::new)))) {
        if (answer.path("kind").asText().equals("List")) {
          answer.path("items").forEach(objects::add);
        } else {
          objects.add(answer);
        }
      }
      objects.forEach(object -> ((ObjectNode) object.get("metadata")).remove("managedFields"));
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
