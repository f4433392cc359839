package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.ReleaseHistory;
import dev.syntheticdata.api.v1alpha1.Generator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of the chart that change, on a real API server. */
class UpgradeOnKubeApiServerTest extends OnCluster {

  private static final String NAMESPACE = "upgrade";
  private static final String RELEASE = "sdo";
  private static final String CRD = "generators.syntheticdata.dev.yaml";

  @Test
  void valuesThatChangeWhatIsImmutableCanFollowEachOther() throws IOException {
    List.of("team-a", "team-b", "monitoring").forEach(this::restrictedNamespace);
    applyCrds("/cluster/prometheus-crds.yaml");
    var release = release(NAMESPACE, RELEASE);
    // There and back: one replica and two, a ClusterRole and Roles, an account of the chart and
    // not.
    var order =
        List.of(
            "defaults",
            "replicated",
            "namespaced",
            "defaults",
            "guarded",
            "rights-by-others",
            "defaults");
    release.install(InstallOnKubeApiServerTest.valuesWithCrds(order.get(0)));

    for (var name : order.subList(1, order.size())) {
      var values = InstallOnKubeApiServerTest.valuesWithCrds(name);
      release.upgrade(values);
      var installed = release.installed(values);
      assertThat(installed).as(name).hasSameSizeAs(Chart.parse(Chart.render(values)));
      assertThat(release.appliedAgain(values)).as(name).containsExactlyElementsOf(installed);
    }
  }

  @Test
  void anotherNameUnderTheSameFullNameIsAnUpgrade() {
    var release = release(NAMESPACE, RELEASE);
    release.install("fullnameOverride: synthesis");

    release.upgrade("{fullnameOverride: synthesis, nameOverride: other}");

    var values = "{fullnameOverride: synthesis, nameOverride: other}";
    assertThat(release.appliedAgain(values)).containsExactlyElementsOf(release.installed(values));
  }

  @Test
  void anUpgradeWithTheValuesOfTheReleaseChangesNothing() {
    var values = "{replicaCount: 2, clusterName: eu-prod-1}";
    var release = release(NAMESPACE, RELEASE);
    release.install(values);
    var before = release.installed(values);

    release.upgradeKeepingValues();

    assertThat(release.installed(values)).containsExactlyElementsOf(before);
  }

  @Test
  void anUpgradeBringsTheCrdsOfTheChartAndLeavesTheResources(@TempDir Path directory)
      throws IOException {
    var release = release(NAMESPACE, RELEASE);
    release.install(olderChart(directory), "");
    assertThat(crd().getSpec().getVersions().get(0).getAdditionalPrinterColumns()).hasSize(1);
    awaitKinds();
    String uid;
    try (var stream = getClass().getResourceAsStream("/operator/generator.yaml")) {
      uid = client.resource(client.load(stream).items().get(0)).create().getMetadata().getUid();
    }

    release.upgrade("");

    assertThat(release.appliedAgain("")).containsExactlyElementsOf(release.installed(""));
    assertThat(crd().getSpec().getVersions().get(0).getAdditionalPrinterColumns().size())
        .isGreaterThan(1);
    assertThat(crd().getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema())
        .extracting(schema -> schema.getProperties().get("spec").getProperties())
        .satisfies(properties -> assertThat(properties).containsKey("limitations"));
    assertThat(client.resources(Generator.class).inNamespace("default").withName("gen").get())
        .satisfies(generator -> assertThat(generator.getMetadata().getUid()).isEqualTo(uid));
  }

  @Test
  void anUpgradeThatTheApiServerRefusesIsRolledBack() {
    var release = release(NAMESPACE, RELEASE);
    release.install("clusterName: before");
    var before = release.installed("clusterName: before");

    assertThatThrownBy(
            () ->
                release.upgradeOrRollBack(
                    "{clusterName: after, tolerations: [{key: a, operator: Sometimes}]}"))
        .hasMessageContaining("Sometimes");

    assertThat(release.history()).extracting(ReleaseHistory::getRevision).contains(1, 2, 3);
    assertThat(release.installed("clusterName: before")).containsExactlyElementsOf(before);
  }

  private CustomResourceDefinition crd() {
    return crds().stream()
        .filter(crd -> crd.getSpec().getNames().getKind().equals("Generator"))
        .findFirst()
        .orElseThrow();
  }

  /** The chart with a Generator that has a field and most columns less. */
  private static Path olderChart(Path directory) throws IOException {
    var chart = directory.resolve("chart");
    try (var files = Files.walk(Chart.DIRECTORY)) {
      for (var file : files.toList()) {
        Files.copy(file, chart.resolve(Chart.DIRECTORY.relativize(file).toString()));
      }
    }
    var file = chart.resolve("files/crds").resolve(CRD);
    var crd = Chart.read(file);
    var version = (ObjectNode) crd.at("/spec/versions/0");
    var columns = (ArrayNode) version.get("additionalPrinterColumns");
    while (columns.size() > 1) {
      columns.remove(1);
    }
    var fields = "/schema/openAPIV3Schema/properties/spec/properties";
    if (((ObjectNode) version.at(fields)).remove("limitations") == null) {
      throw new AssertionError("no such field");
    }
    Files.writeString(file, new YAMLMapper().writeValueAsString(crd));
    return chart;
  }
}
