package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The Kustomize base installs what the chart installs. After a change of the chart, write it anew
 * with {@code mvn -pl helm test -Dtest=KustomizeTest -Dgolden.write}.
 */
class KustomizeTest {

  private static final Path BASE = Path.of("../deploy/kustomize");
  private static final Path OVERLAY = Path.of("../examples/gitops/kustomize");
  private static final String RELEASE = "synthetic-data-operator";
  private static final String HEADER =
      "# Generated from the chart: mvn -pl helm test -Dtest=KustomizeTest -Dgolden.write\n";

  @Test
  void theOperatorIsThatOfTheChart() throws IOException {
    isWritten("operator.yaml", generated("crds: {install: false}"));
  }

  @Test
  void theCrdsAreThoseOfTheChart() throws IOException {
    var crdsOnly =
        """
        crds: {keep: false}
        rbac: {create: false, aggregateRoles: false}
        serviceAccount: {create: false, name: x}
        service: {enabled: false}
        """;
    var documents =
        generated(crdsOnly).lines().collect(Collectors.joining("\n")).split("(?m)^---\n");
    var crds =
        List.of(documents).stream()
            .filter(document -> document.contains("CustomResourceDefinition"))
            .map(document -> "---\n" + document.stripTrailing() + "\n")
            .collect(Collectors.joining());
    isWritten("crds.yaml", HEADER + crds);
  }

  @Test
  void nothingClaimsToBeHelms() throws IOException {
    for (var file : List.of("operator.yaml", "crds.yaml")) {
      assertThat(Files.readString(BASE.resolve(file)))
          .doesNotContain("helm.sh/", "managed-by: Helm", "# Source:");
    }
  }

  @Test
  void everythingIsInTheNamespaceOfTheBase() throws IOException {
    var namespace = Chart.read(BASE.resolve("namespace.yaml")).at("/metadata/name").asText();
    assertThat(Chart.parse(Files.readString(BASE.resolve("operator.yaml"))))
        .isNotEmpty()
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/namespace").asText(namespace)).isIn(namespace, ""));
  }

  @Test
  void kustomizeBuildsTheBaseWithAllThatIsInIt() throws Exception {
    var built = build(BASE);
    assertThat(built).extracting(KustomizeTest::name).contains("Namespace synthetic-data");
    assertThat(built)
        .extracting(KustomizeTest::name)
        .containsAll(
            Chart.parse(Chart.render("", RELEASE)).stream().map(KustomizeTest::name).toList());
  }

  @Test
  void theOverlayOfTheExampleNamesBothImages() throws Exception {
    var container =
        build(OVERLAY).stream()
            .filter(object -> object.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow()
            .at("/spec/template/spec/containers/0");
    assertThat(container.path("image").asText())
        .isEqualTo("registry.example.com/data/synthetic-data-operator:0.1.0-SNAPSHOT");
    assertThat(container.path("env"))
        .filteredOn(variable -> variable.path("name").asText().equals("WORKER_IMAGE"))
        .extracting(variable -> variable.path("value").asText())
        .containsExactly("registry.example.com/data/generator-worker:0.1.0-SNAPSHOT");
  }

  private static void isWritten(String file, String content) throws IOException {
    var path = BASE.resolve(file);
    if (System.getProperty("golden.write") != null) {
      Files.writeString(path, content);
    }
    assertThat(path)
        .as("run: mvn -pl helm test -Dtest=KustomizeTest -Dgolden.write")
        .content()
        .isEqualTo(content);
  }

  /** What the chart renders, without what says that Helm installed it. */
  private static String generated(String values) {
    return HEADER
        + Chart.render(values, RELEASE)
            .lines()
            .filter(line -> !line.startsWith("# Source: "))
            .filter(line -> !line.strip().startsWith("helm.sh/chart:"))
            .filter(line -> !line.strip().equals("app.kubernetes.io/managed-by: Helm"))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String name(JsonNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  private static List<JsonNode> build(Path directory) throws IOException, InterruptedException {
    assumeKubectl();
    var errors = Files.createTempFile("kustomize", ".log");
    try {
      var process =
          new ProcessBuilder("kubectl", "kustomize", directory.toString())
              .redirectError(errors.toFile())
              .start();
      var built = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
      return Chart.parse(built);
    } finally {
      Files.delete(errors);
    }
  }

  /** Skips the test, visibly, where there is no kubectl and none is asked for. */
  private static void assumeKubectl() {
    var found =
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    assumeTrue(
        found || "true".equals(System.getenv("REQUIRE_KUBECTL")),
        "no kubectl on the path: what Kustomize builds is not tested here");
  }
}
