package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Generator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the chart, installed and uninstalled by Helm. */
class InstallOnKubeApiServerTest extends OnCluster {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String NAMESPACE = "install";
  private static final String RELEASE = "sdo";
  private static final String GENERATOR = "/operator/generator.yaml";

  /** That of the recorded values. */
  private static final PriorityClass PRIORITY =
      new PriorityClassBuilder()
          .withNewMetadata()
          .withName("platform")
          .endMetadata()
          .withValue(1000)
          .build();

  private static final List<String> OTHER_NAMESPACES = List.of("team-a", "team-b", "monitoring");

  /** The values of the recorded renderings, with the CRDs that these leave out. */
  static Stream<String> cases() throws IOException {
    return RenderingTest.cases().map(InstallOnKubeApiServerTest::valuesWithCrds);
  }

  static String valuesWithCrds(String name) {
    try {
      var values = Files.readString(GOLDEN.resolve(name + ".values.yaml"));
      assertThat(values).contains("crds: {install: false}");
      return values.replace("crds: {install: false}", "crds: {install: true}");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allThatIsRenderedIsInstalledAndWouldNotBeChangedByApplyingItAgain(String values)
      throws IOException {
    var release = prepared();

    release.install(values);

    var installed = release.installed(values);
    assertThat(installed).hasSameSizeAs(Chart.parse(Chart.render(values)));
    assertThat(release.appliedAgain(values)).containsExactlyElementsOf(installed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theOperatorsPodsAreAdmittedWhereOnlyRestrictedOnesAre(String values) throws IOException {
    var release = prepared();
    release.install(values);
    var template = deployments().get(0).getSpec().getTemplate();

    assertThat(admitted(template).getMetadata().getNamespace()).isEqualTo(NAMESPACE);

    // The namespace is one that refuses.
    template.getSpec().getSecurityContext().setRunAsNonRoot(null);
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> admitted(template))
        .withMessageContaining("violates PodSecurity \"restricted:latest\"")
        .withMessageContaining("runAsNonRoot");
  }

  @Test
  void uninstallingTakesAllAwayButTheCrdsAndTheResources() throws IOException {
    var release = prepared();
    release.install("");
    var generator = createGenerator();

    release.uninstall();

    assertThat(release.installed(""))
        .extracting(object -> object.path("kind").asText())
        .hasSize(4)
        .containsOnly("CustomResourceDefinition");
    assertThat(uidOfGenerator()).isEqualTo(generator);
  }

  @Test
  void installedAgainTheReleaseTakesUpTheCrdsThatWereKept() throws IOException {
    var release = prepared();
    release.install("");
    var generator = createGenerator();
    release.uninstall();

    release.install("");

    assertThat(release.appliedAgain("")).containsExactlyElementsOf(release.installed(""));
    assertThat(uidOfGenerator()).isEqualTo(generator);
  }

  @Test
  void whereTheyAreNotToBeKeptTheCrdsGoAsWell() throws IOException {
    var release = prepared();
    release.install("crds: {keep: false}");
    createGenerator();

    release.uninstall();

    await().atMost(LIMIT).until(() -> crds().isEmpty());
    assertThat(release.installed("crds: {keep: false}")).isEmpty();
  }

  @Test
  void crdsOfAnotherReleaseAreNotTakenOver() throws IOException {
    prepared().install("");
    var second = release("team-a", "other");

    assertThatThrownBy(() -> second.install("rbac: {aggregateRoles: false}"))
        .hasMessageContaining("CustomResourceDefinition")
        .hasMessageContaining("cannot be imported into the current release")
        .hasMessageContaining("must equal \"other\": current value is \"sdo\"");
  }

  @Test
  void crdsThatWereAppliedByHandAreNotTakenOver() throws IOException {
    var release = prepared();
    applyShippedCrds();

    assertThatThrownBy(() -> release.install(""))
        .hasMessageContaining("cannot be imported into the current release")
        .hasMessageContaining("missing key \"meta.helm.sh/release-name\"");

    release.install("crds: {install: false}");
    assertThat(deployments()).hasSize(1);
  }

  @Test
  void twoReleasesShareACluster() throws IOException {
    applyShippedCrds();
    var first = prepared();
    var second = release("install-too", RELEASE);
    var a = "{watchNamespaces: [team-a], crds: {install: false}, rbac: {aggregateRoles: false}}";
    var b = a.replace("team-a", "team-b");

    first.install(a);
    second.install(b);

    assertThat(first.appliedAgain(a)).containsExactlyElementsOf(first.installed(a));
    assertThat(second.appliedAgain(b)).containsExactlyElementsOf(second.installed(b));
    first.uninstall();
    assertThat(first.installed(a)).isEmpty();
    assertThat(second.installed(b)).hasSameSizeAs(Chart.parse(Chart.render(b)));
  }

  @Test
  void inTheSameNamespaceASecondReleaseNeedsAnotherName() throws IOException {
    var release = prepared();
    release.install("");

    assertThatThrownBy(() -> release.install("")).hasMessageContaining("still in use");
  }

  @Test
  void autoMakesTheKindsOfThePrometheusOperatorWhereTheClusterKnowsThem() throws IOException {
    var values = "{serviceMonitor: {enabled: auto}, prometheusRule: {enabled: auto}}";
    var release = release(NAMESPACE, RELEASE);
    removeCrds(PROMETHEUS);
    awaitKinds();

    // Helm fails where it is to install a kind that is not known.
    release.install(values);
    applyCrds("/cluster/prometheus-crds.yaml");
    assertThat(ofPrometheus()).isEmpty();

    release.upgrade(values);
    assertThat(ofPrometheus())
        .containsExactlyInAnyOrder(
            "servicemonitor.monitoring.coreos.com/sdo-synthetic-data-operator",
            "prometheusrule.monitoring.coreos.com/sdo-synthetic-data-operator");
  }

  private List<String> ofPrometheus() throws IOException {
    return plane
        .kubectl()
        .run("get", "servicemonitors,prometheusrules", "-n", NAMESPACE, "-o", "name")
        .lines()
        .toList();
  }

  /** A release that is not installed, in a cluster that has all that the values name. */
  private Installation prepared() throws IOException {
    OTHER_NAMESPACES.forEach(this::restrictedNamespace);
    client.resource(PRIORITY).serverSideApply();
    applyCrds("/cluster/prometheus-crds.yaml");
    return release(NAMESPACE, RELEASE);
  }

  private void applyShippedCrds() throws IOException {
    plane
        .kubectl()
        .run("apply", "--server-side", "-f", Path.of("../crds").toAbsolutePath().toString());
  }

  private List<Deployment> deployments() {
    return client.apps().deployments().inNamespace(NAMESPACE).list().getItems();
  }

  /** What the API server makes of a pod of a template; it keeps none. */
  private Pod admitted(PodTemplateSpec template) {
    var pod =
        new PodBuilder()
            .withMetadata(template.getMetadata())
            .editMetadata()
            .withName("operator")
            .withNamespace(NAMESPACE)
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    return client.resource(pod).dryRun().create();
  }

  private String createGenerator() throws IOException {
    awaitKinds();
    try (InputStream stream = InstallOnKubeApiServerTest.class.getResourceAsStream(GENERATOR)) {
      HasMetadata generator = client.load(stream).items().get(0);
      return client.resource(generator).create().getMetadata().getUid();
    }
  }

  private String uidOfGenerator() {
    return client
        .resources(Generator.class)
        .inNamespace("default")
        .withName("gen")
        .get()
        .getMetadata()
        .getUid();
  }
}
