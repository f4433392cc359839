package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.Kubectl;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A cluster with the CRDs that clusters have, resources of all kinds and a running operator is
 * upgraded by applying the CRDs of today.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrdUpgradeOnKubeApiServerTest {

  private static final Path PREVIOUS = ControlPlane.CRDS.resolve("src/test/resources/previous");
  private static final Path CORPUS = Path.of("src", "test", "resources", "corpus", "valid");
  private static final String NAMESPACE = "kept";
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final List<String> KINDS =
      List.of("Generator", "GeneratorVersion", "SyntheticDataset", "SyntheticDatasetVersion");

  private static ControlPlane plane;
  private static KubernetesClient client;
  private static KubernetesClient operatorClient;
  private static Kubectl kubectl;
  private static Life life;
  private static FakeJobs jobs;
  private static OperatorRuntime operator;
  private static Map<String, JsonNode> before;
  private static int upgrades;

  @BeforeAll
  static void upgrade() throws IOException {
    plane = ControlPlane.startWith(PREVIOUS);
    client = plane.newClient("user");
    kubectl = plane.kubectl();
    life = new Life(client);
    jobs = new FakeJobs(client, new FakeWorker());
    operatorClient = plane.newClient("operator");
    operator =
        new OperatorRuntime(
            operatorClient,
            new OperatorSettings(Set.of("default"), "worker:test", JobSettings.defaults(), 2, null),
            Clock.systemUTC(),
            Metrics.NOOP,
            () -> {});
    operator.start();
    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    await("all is at rest").atMost(LIMIT).until(life::isAtRest);
    createCorpus();
    before = resources();

    kubectl.run("apply", "--server-side", "-f", ControlPlane.CRDS.toAbsolutePath().toString());
    install(crd -> {});
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      operator.close();
      operatorClient.close();
      jobs.close();
    }
    if (client != null) {
      client.close();
      plane.close();
    }
  }

  /** Each file of the corpus by itself; what the CRDs of then do not take is passed over. */
  private static void createCorpus() throws IOException {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    int created = 0;
    try (var files = Files.list(CORPUS)) {
      for (var file : files.sorted().toList()) {
        var first = Files.readString(file).split("(?m)^---$")[0];
        var resource = Serialization.unmarshal(first, GenericKubernetesResource.class);
        resource.getMetadata().setNamespace(NAMESPACE);
        resource.getMetadata().setName("r" + created);
        try {
          client.resource(resource).create();
          created++;
        } catch (KubernetesClientException e) {
          if (e.getCode() != 422) {
            throw e;
          }
        }
      }
    }
    assertThat(created).isGreaterThan(20);
  }

  /** Applies the CRDs of today with a change, and waits until the server goes by them. */
  private static void install(Consumer<ObjectNode> change) throws IOException {
    var column = "Upgrade-" + ++upgrades;
    for (var crd : definitions()) {
      var version = (ObjectNode) crd.at("/spec/versions/0");
      ((ArrayNode) version.get("additionalPrinterColumns"))
          .addObject()
          .put("name", column)
          .put("type", "string")
          .put("jsonPath", ".metadata.uid");
      if (crd.at("/spec/names/kind").asText().equals("SyntheticDataset")) {
        change.accept((ObjectNode) version.at("/schema/openAPIV3Schema/properties/spec"));
      }
      kubectl.run(
          "apply",
          "--server-side",
          "--force-conflicts",
          "-f",
          kubectl.file("crd.yaml", Json.yaml(crd)));
    }
    // The server shows the column once it goes by the definition that has it.
    for (var crd : definitions()) {
      var plural = crd.at("/spec/names/plural").asText();
      await(plural + " are served anew")
          .atMost(LIMIT)
          .until(() -> kubectl.run("get", plural, "-A").contains(column.toUpperCase()));
    }
  }

  private static List<ObjectNode> definitions() throws IOException {
    var found = new ArrayList<ObjectNode>();
    try (var files = Files.list(ControlPlane.CRDS)) {
      for (var file : files.filter(f -> f.toString().endsWith(".dev.yaml")).sorted().toList()) {
        Json.parseYaml(Files.readAllBytes(file)).forEach(d -> found.add((ObjectNode) d));
      }
    }
    assertThat(found).hasSize(KINDS.size());
    return found;
  }

  private static Map<String, JsonNode> resources() {
    var found = new TreeMap<String, JsonNode>();
    for (var kind : KINDS) {
      for (var item :
          client
              .genericKubernetesResources("syntheticdata.dev/v1alpha1", kind)
              .inAnyNamespace()
              .list()
              .getItems()) {
        var tree = (ObjectNode) Json.parse(Serialization.asJson(item));
        found.put(key(item), tree);
      }
    }
    return found;
  }

  private static String key(GenericKubernetesResource item) {
    return item.getKind()
        + " "
        + item.getMetadata().getNamespace()
        + "/"
        + item.getMetadata().getName();
  }

  @Test
  void nothingIsLostOrRewritten() {
    assertThat(before).hasSizeGreaterThan(24);
    assertThat(before.keySet().stream().map(k -> k.substring(0, k.indexOf(' '))))
        .containsAll(KINDS);
    assertThat(lost()).isEmpty();
  }

  /** What was there before and is not now; defaults of new fields may have come. */
  private static List<String> lost() {
    var lost = new ArrayList<String>();
    var now = resources();
    before.forEach(
        (key, resource) -> {
          if (!now.containsKey(key)) {
            lost.add(key);
            return;
          }
          compare(key + " spec", resource.path("spec"), now.get(key).path("spec"), lost);
          if (key.contains(NAMESPACE)) {
            compare(key, resource.path("metadata"), now.get(key).path("metadata"), lost);
          }
          compare(key + " status", resource.path("status"), now.get(key).path("status"), lost);
        });
    return lost;
  }

  private static void compare(String path, JsonNode before, JsonNode now, List<String> lost) {
    if (before.isObject() && now.isObject()) {
      before
          .properties()
          .forEach(f -> compare(path + "." + f.getKey(), f.getValue(), now.path(f.getKey()), lost));
    } else if (before.isArray() && before.size() == now.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "[" + i + "]", before.get(i), now.get(i), lost);
      }
    } else if (!before.equals(now)) {
      lost.add(path);
    }
  }

  @Test
  void everyManifestIsStillAccepted() {
    assertThat(refused()).isEmpty();
  }

  /**
   * What the server says to the same manifests anew, none of which it keeps. To a change of a
   * resource it says less: it overlooks what was wrong before.
   */
  private static List<String> refused() {
    var refused = new ArrayList<String>();
    before
        .values()
        .forEach(
            resource -> {
              var manifest = Json.object();
              manifest.set("apiVersion", resource.get("apiVersion"));
              manifest.set("kind", resource.get("kind"));
              manifest.set("spec", resource.get("spec"));
              Json.child(manifest, "metadata").put("namespace", NAMESPACE).put("name", "again");
              try {
                client
                    .resource(
                        Serialization.unmarshal(
                            manifest.toString(), GenericKubernetesResource.class))
                    .dryRun()
                    .create();
              } catch (KubernetesClientException e) {
                refused.add(e.getMessage());
              }
            });
    return refused;
  }

  @Test
  void whatIsStoredIsOfAVersionThatIsServed() {
    assertThat(
            kubectl
                .run(
                    "get",
                    "crd",
                    "-o",
                    "jsonpath={range .items[*]}{.status.storedVersions} {.spec.versions[*].name} {end}")
                .trim())
        .isEqualTo(String.join(" ", Collections.nCopies(4, "[\"v1alpha1\"] v1alpha1")));
    assertThat(
            kubectl.run(
                "get",
                "crd",
                "-o",
                "jsonpath={range .items[*]}{range .status.conditions[*]}{.type}={.status} {end}{end}"))
        .isEqualTo("NamesAccepted=True Established=True ".repeat(4));
  }

  @Test
  void theOperatorGoesOnWithoutARestart() {
    life.apply("second-dataset.yaml");

    await("another dataset is published")
        .atMost(LIMIT)
        .until(
            () ->
                life.dataset("other").getStatus() != null
                    && life.dataset("other").getStatus().publishedVersion() != null);
    assertThat(life.versions()).hasSize(2);
  }

  /** The last: the operator would go by what it sees. */
  @Test
  @Order(Integer.MAX_VALUE)
  void whatWouldBreakIsSeen() throws IOException {
    operator.close();
    try {
      install(spec -> ((ObjectNode) spec.get("properties")).remove("intendedUse"));
      assertThat(lost()).isNotEmpty().allMatch(path -> path.endsWith("spec.intendedUse"));

      install(
          spec -> {
            ((ObjectNode) spec.get("properties")).putObject("reviewer").put("type", "string");
            ((ArrayNode) spec.get("required")).add("reviewer");
          });
      assertThat(lost()).isEmpty();
      assertThat(refused()).isNotEmpty().allMatch(m -> m.contains("spec.reviewer: Required value"));
    } finally {
      install(crd -> {});
    }
  }
}
