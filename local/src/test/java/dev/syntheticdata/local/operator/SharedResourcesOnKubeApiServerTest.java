package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.apiserver.Kubectl;
import dev.syntheticdata.local.apiserver.model.Json;
import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.ShippedAccount;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import dev.syntheticdata.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several managers and the operator share resources on a real API server, which keeps a record of
 * all writes: nobody writes what is there already, and nobody takes what is another's.
 */
class SharedResourcesOnKubeApiServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String OPERATOR = "operator";
  private static final Path CORPUS = Path.of("src", "test", "resources", "corpus", "valid");
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Generator.class,
          GeneratorVersion.class,
          SyntheticDataset.class,
          SyntheticDatasetVersion.class,
          Job.class,
          Pod.class,
          ConfigMap.class,
          Event.class);

  /** A dataset that waits for a person, one that waits for a generator, and one that is held. */
  private static final String OTHERS =
      """
      apiVersion: syntheticdata.dev/v1alpha1
      kind: SyntheticDataset
      metadata: {name: stalled, namespace: default}
      spec:
        generatorRef: {name: gen}
        rows: 10
        purpose: ModelTraining
        output: {bucket: synthetic-data}
        refresh: {schedule: never}
      ---
      apiVersion: syntheticdata.dev/v1alpha1
      kind: SyntheticDataset
      metadata: {name: waiting, namespace: default}
      spec:
        generatorRef: {name: nobody}
        rows: 10
        purpose: ModelTraining
        output: {bucket: synthetic-data}
      ---
      apiVersion: syntheticdata.dev/v1alpha1
      kind: SyntheticDataset
      metadata: {name: held, namespace: default}
      spec:
        generatorRef: {name: gen}
        rows: 10
        purpose: ModelTraining
        output: {bucket: synthetic-data}
        suspend: true
      """;

  @TempDir static Path directory;

  private static AuditLog audit;
  private static ControlPlane plane;
  private static String account;
  private static KubernetesClient client;
  private static Kubectl kubectl;
  private static FakeJobs jobs;
  private static Life life;
  private static Reconciliations reconciliations;
  private static KubernetesClient operatorClient;
  private static OperatorRuntime operator;

  /** Resources that were looked at, by kind and name. */
  private static final class Reconciliations implements Metrics {
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    @Override
    public void finishedReconciliation(HasMetadata resource, Map<String, Object> metadata) {
      finished.add(name(resource));
    }
  }

  @BeforeAll
  static void bringToRest() throws IOException {
    audit = new AuditLog(directory);
    plane = ControlPlane.startWith(ControlPlane.CRDS, audit.flags());
    account = ShippedAccount.install(plane);
    client = plane.newClient("user");
    kubectl = plane.kubectl();
    jobs = new FakeJobs(client, new FakeWorker());
    life = new Life(client);
    startOperator();
    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    kubectl.run("apply", "--server-side", "-f", kubectl.file("others.yaml", OTHERS));
    await("all is at rest").atMost(LIMIT).until(() -> life.isAtRest() && othersAreTold());
  }

  private static boolean othersAreTold() {
    return hasReason("stalled", "InvalidSchedule")
        && hasReason("waiting", "GeneratorNotFound")
        && hasReason("held", "Suspended");
  }

  /** Whether the rest of the datasets are published, by the specs that they have now. */
  private static boolean publishedAsAsked() {
    return client.resources(SyntheticDataset.class).list().getItems().stream()
        .filter(d -> !List.of("stalled", "waiting", "held").contains(d.getMetadata().getName()))
        .allMatch(
            d ->
                d.getStatus() != null
                    && d.getMetadata().getGeneration().equals(d.getStatus().observedGeneration())
                    && Conditions.isTrue(d.getStatus().conditions(), Conditions.READY));
  }

  private static boolean hasReason(String dataset, String reason) {
    var status = life.dataset(dataset).getStatus();
    return status != null
        && Conditions.find(status.conditions(), Conditions.READY)
            .filter(c -> c.getReason().equals(reason))
            .isPresent();
  }

  private static void startOperator() {
    reconciliations = new Reconciliations();
    operatorClient = plane.newClientAs(account, OPERATOR);
    operator =
        new OperatorRuntime(
            operatorClient,
            new OperatorSettings(Set.of(), "worker:test", JobSettings.defaults(), 2, null),
            Clock.systemUTC(),
            reconciliations,
            () -> {});
    operator.start();
  }

  private static void stopOperator() {
    if (operator != null) {
      operator.close();
      operatorClient.close();
      operator = null;
    }
  }

  @AfterAll
  static void stop() {
    stopOperator();
    if (plane != null) {
      jobs.close();
      client.close();
      plane.close();
    }
  }

  private static String name(HasMetadata resource) {
    return resource.getKind() + " " + resource.getMetadata().getName();
  }

  /** Resource version of everything, by kind and name. */
  private static Map<String, String> resourceVersions() {
    var found = new TreeMap<String, String>();
    for (var kind : KINDS) {
      for (var item : client.resources(kind).list().getItems()) {
        found.put(name(item), item.getMetadata().getResourceVersion());
      }
    }
    return found;
  }

  @Test
  void anIdleClusterSeesNoWriteAlsoWhereTheOperatorStartsAnew() {
    await("all is at rest, after other tests too")
        .atMost(LIMIT)
        .until(() -> othersAreTold() && publishedAsAsked() && life.isReleased());
    stopOperator();
    var before = resourceVersions();
    int written = audit.writesOf(OPERATOR).size();
    assertThat(written).isPositive();

    startOperator();
    var ours =
        before.keySet().stream()
            .filter(name -> name.startsWith("Generator") || name.startsWith("Synthetic"))
            .toList();
    assertThat(ours).hasSizeGreaterThanOrEqualTo(7);
    await("all is looked at").atMost(LIMIT).until(() -> reconciliations.finished.containsAll(ours));

    assertThat(audit.writesOf(OPERATOR).stream().skip(written)).isEmpty();
    assertThat(resourceVersions()).isEqualTo(before);
  }

  @Test
  void theOperatorOwnsTheStatusAndNothingElse() {
    for (var resource : List.of(life.generator(), life.dataset(), life.versions().get(0))) {
      var own = managed(resource, "synthetic-data-operator");

      assertThat(own).as(name(resource)).anyMatch(m -> "status".equals(m.getSubresource()));
      if (!(resource instanceof SyntheticDatasetVersion)) {
        assertThat(own)
            .singleElement()
            .satisfies(
                m -> assertThat(fields(m).fieldNames()).toIterable().containsExactly("f:status"));
      }
    }
  }

  private static List<ManagedFieldsEntry> managed(HasMetadata resource, String manager) {
    return resource.getMetadata().getManagedFields().stream()
        .filter(m -> m.getManager().equals(manager))
        .toList();
  }

  private static ObjectNode fields(ManagedFieldsEntry entry) {
    return (ObjectNode) Json.parse(Serialization.asJson(entry.getFieldsV1()));
  }

  @Test
  void twoManagersKeepWhatIsTheirsWhileTheOperatorWrites() {
    var gitops =
        kubectl.file(
            "gitops.yaml",
            """
            apiVersion: syntheticdata.dev/v1alpha1
            kind: SyntheticDataset
            metadata: {name: shared, namespace: default, labels: {team: research}}
            spec:
              generatorRef: {name: gen}
              rows: 10
              purpose: ModelTraining
              output: {bucket: synthetic-data}
            """);
    var console =
        kubectl.file(
            "console.yaml",
            """
            apiVersion: syntheticdata.dev/v1alpha1
            kind: SyntheticDataset
            metadata: {name: shared, namespace: default, annotations: {note: looked at}}
            spec:
              intendedUse: "Trying out."
              job: {labels: {cost-centre: "42"}}
            """);
    apply(gitops, "gitops");
    apply(console, "console");
    await("it is published").atMost(LIMIT).until(() -> isPublished("shared"));
    await("its Jobs are let go").atMost(LIMIT).until(life::isReleased);
    var before = life.dataset("shared");

    for (int i = 0; i < 3; i++) {
      apply(gitops, "gitops");
      apply(console, "console");
    }

    var after = life.dataset("shared");
    assertThat(after.getMetadata().getResourceVersion())
        .isEqualTo(before.getMetadata().getResourceVersion());
    assertThat(after.getMetadata().getManagedFields())
        .isEqualTo(before.getMetadata().getManagedFields());
    assertThat(
            after.getMetadata().getManagedFields().stream()
                .map(m -> m.getManager() + " " + m.getOperation() + " " + m.getSubresource()))
        .containsExactlyInAnyOrder(
            "gitops Apply null", "console Apply null", "synthetic-data-operator Apply status");
    assertThat(after.getSpec().rows()).isEqualTo(10);
    assertThat(after.getSpec().intendedUse()).isEqualTo("Trying out.");

    // Who takes another's field is told whose it is, and changes nothing.
    var taken =
        kubectl.attempt(
            "apply",
            "--server-side",
            "--field-manager=console",
            "-f",
            kubectl.file(
                "taken.yaml",
                """
                apiVersion: syntheticdata.dev/v1alpha1
                kind: SyntheticDataset
                metadata: {name: shared, namespace: default}
                spec: {rows: 11}
                """));
    assertThat(taken.code()).isNotZero();
    assertThat(taken.err()).contains("conflict with \"gitops\"", ".spec.rows");

    // A manager that lets go of its fields takes them along, and leaves the other's.
    apply(
        kubectl.file(
            "less.yaml",
            """
            apiVersion: syntheticdata.dev/v1alpha1
            kind: SyntheticDataset
            metadata: {name: shared, namespace: default}
            """),
        "console");
    assertThat(life.dataset("shared").getSpec().intendedUse()).isNull();
    assertThat(life.dataset("shared").getSpec().rows()).isEqualTo(10);
    assertThat(audit.writesOf(OPERATOR))
        .noneMatch(w -> w.message().contains("conflict with"))
        .noneMatch(w -> w.code() == 403 || w.code() == 422);
  }

  private static void apply(String file, String manager) {
    kubectl.run("apply", "--server-side", "--field-manager=" + manager, "-f", file);
  }

  private static boolean isPublished(String dataset) {
    var status = life.dataset(dataset).getStatus();
    return status != null
        && status.publishedVersion() != null
        && Conditions.isTrue(status.conditions(), Conditions.READY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dataset-full.yaml",
        "dataset-empty-parts.yaml",
        "dataset-least.yaml",
        "generator-full.yaml",
        "generator-least.yaml",
        "generator-limits-of-several-kinds.yaml",
        "generator-description-of-every-type.yaml"
      })
  void anUnchangedManifestMakesNoDiff(String file) throws IOException {
    var resource = (ObjectNode) Json.parseYaml(Files.readAllBytes(CORPUS.resolve(file))).get(0);
    Json.child(resource, "metadata").put("namespace", "default").put("name", "unchanged");
    // What is compared is the manifest: the operator is to do nothing for it, nor at its end.
    var spec = Json.child(resource, "spec").put("suspend", true);
    Json.child(spec, "retention").put("deletionPolicy", "Retain");
    var manifest = kubectl.file("unchanged-" + file, Json.yaml(resource));

    var kind = resource.path("kind").asText();
    kubectl.run("apply", "-f", manifest);
    awaitSuspended(kind, "unchanged");
    assertNoDiff("-f", manifest);
    assertThat(kubectl.run("apply", "-f", manifest)).contains(" unchanged");
    kubectl.run("delete", "-f", manifest, "--wait");

    kubectl.run("apply", "--server-side", "-f", manifest);
    awaitSuspended(kind, "unchanged");
    assertNoDiff("--server-side", "-f", manifest);
    kubectl.run("delete", "-f", manifest, "--wait");
  }

  /**
   * A diff asks the server twice, for what is there and for what there would be: the operator must
   * have told its own before, and write nothing in between.
   */
  private static void awaitSuspended(String kind, String name) {
    await(kind + " " + name + " is told to be suspended")
        .atMost(LIMIT)
        .until(
            () ->
                "Suspended"
                    .equals(
                        kubectl.run(
                            "get",
                            kind,
                            name,
                            "-o",
                            "jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}")));
  }

  @Test
  void theCrdsAndTheExampleMakeNoDiff() {
    var crds = ControlPlane.CRDS.toAbsolutePath().toString();
    assertNoDiff("--server-side", "-f", crds);

    // Nobody is to work on the example between the two questions that a diff asks the server.
    stopOperator();
    try {
      var example = Path.of("..", "examples", "flchain").toAbsolutePath().toString();
      kubectl.run("apply", "--server-side", "-f", example);
      assertNoDiff("--server-side", "-f", example);
      kubectl.run("delete", "-f", example, "--wait");
    } finally {
      startOperator();
    }
  }

  private static void assertNoDiff(String... arguments) {
    var command = new String[arguments.length + 1];
    command[0] = "diff";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    var diff = kubectl.attempt(command);

    assertThat(diff.out() + diff.err()).isEmpty();
    assertThat(diff.code()).isZero();
  }
}
