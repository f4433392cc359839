package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.task.Metric;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * The rights that the chart grants are those that the operator needs, and no more: it lives a whole
 * life under them, in which it makes use of each.
 */
class ShippedRightsTest {

  private static final Path GOLDEN = Path.of("../helm/src/test/resources/golden");
  private static final String AGENT = "operator";
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private static final String OWNERS =
      "never asked for by itself: asked for when an owner reference that blocks is written, where"
          + " the admission plugin OwnerReferencesPermissionEnforcement is on";

  /** Permissions that this life makes no use of, and why they are granted nevertheless. */
  private static final Map<String, String> UNUSED =
      Map.of(
          "update generators/finalizers.syntheticdata.dev", OWNERS,
          "update generatorversions/finalizers.syntheticdata.dev", OWNERS,
          "update syntheticdatasets/finalizers.syntheticdata.dev", OWNERS,
          "update syntheticdatasetversions/finalizers.syntheticdata.dev", OWNERS);

  private static final Map<String, String> UNUSED_BY_REPLICAS =
      Map.of(
          "update leases.coordination.k8s.io",
          "the lease is renewed by patch, but the framework does not start without this right");

  private final FakeWorker worker = new FakeWorker();
  private ShippedRights rights;

  @Test
  void theRightsOfOneReplicaSufficeAndNoneIsSuperfluous() throws Exception {
    rights = ShippedRights.of(GOLDEN.resolve("defaults.yaml"), AGENT);

    live(null);

    assertThatTheyFit(UNUSED);
  }

  @Test
  void theRightsOfReplicasSufficeAndNoneIsSuperfluous() throws Exception {
    rights = ShippedRights.of(GOLDEN.resolve("replicated.yaml"), AGENT);

    live(
        new OperatorSettings.LeaderElection(
            "synthetic-data-operator", "synthetic-data", "replica-1"));

    var unused = new TreeMap<>(UNUSED);
    unused.putAll(UNUSED_BY_REPLICAS);
    assertThatTheyFit(unused);
  }

  private void assertThatTheyFit(Map<String, String> unused) {
    assertThat(rights.denied()).isEmpty();
    assertThat(rights.granted()).noneMatch(permission -> permission.contains("secrets"));
    var superfluous = new TreeSet<>(rights.granted());
    superfluous.removeAll(rights.used());
    assertThat(superfluous).isEqualTo(new TreeSet<>(unused.keySet()));
  }

  private void live(OperatorSettings.LeaderElection election) throws Exception {
    try (var api = LocalApiServer.start(LocalApiServer.Config.defaults().withFilter(rights));
        var user = OperatorUnderTest.client(api, "user");
        var cluster = OperatorUnderTest.client(api, "cluster");
        var jobs = new FakeJobs(cluster, worker);
        var operator =
            new OperatorUnderTest(
                OperatorUnderTest.client(api, AGENT), election, Clock.systemUTC())) {
      api.applyCrds(Path.of("../crds"));
      user.resource(
              new NamespaceBuilder()
                  .withNewMetadata()
                  .withName("synthetic-data")
                  .endMetadata()
                  .build())
          .create();
      operator.start();
      var life = new Life(user);
      publishThoughAJobAndAReportAreLost(user, life, jobs);
      rejectRefreshAndChange(life);
      replaceTheGenerator(user, life);
      delete(user, life);
    }
  }

  private void publishThoughAJobAndAReportAreLost(KubernetesClient user, Life life, FakeJobs jobs) {
    jobs.hold("data-v1-generate");
    jobs.loseReport("data-v1-evaluate");
    life.apply("generator-delete.yaml");
    life.apply("dataset-delete.yaml");
    until(
        "the first task is at work",
        () ->
            life.versions().stream()
                .anyMatch(v -> v.getStatus() != null && !v.getStatus().tasks().isEmpty()));

    user.batch().v1().jobs().withName("data-v1-generate").delete();

    until("the first version is published", () -> life.isPublished("data-v1"));
    assertThat(jobs.started())
        .containsEntry("gen-v1-fit", 1)
        .containsEntry("data-v1-generate", 2)
        .containsEntry("data-v1-evaluate", 2)
        .containsEntry("data-v1-publish", 1);
  }

  private void rejectRefreshAndChange(Life life) {
    worker.finds(Metric.COLUMN_SHAPES, 0.5);
    life.setRows(20_001);
    until("the second version is rejected", () -> life.isStalled("GateFailed"));
    worker.finds(Metric.COLUMN_SHAPES, 0.95);
    life.requestRefresh("2026-01-01T00:00:00Z");
    until("the third version is published", () -> life.isPublished("data-v3"));
    life.setRows(20_002);
    until("the fourth version is published", () -> life.isPublished("data-v4"));
    until("old versions are retired", () -> life.versions().size() == 2);
  }

  private void replaceTheGenerator(KubernetesClient user, Life life) {
    for (int version = 2; version <= 4; version++) {
      var ofGenerator = "gen-v" + version;
      var ofDataset = "data-v" + (version + 3);
      life.setGeneratorSeed(version);
      until(
          ofGenerator + " is ready",
          () -> life.generator().getStatus().readyVersion().name().equals(ofGenerator));
      until("the dataset follows", () -> life.isPublished(ofDataset));
    }
    until(
        "old generator versions are retired",
        () -> user.resources(GeneratorVersion.class).withName("gen-v1").get() == null);
  }

  private void delete(KubernetesClient user, Life life) {
    user.resources(SyntheticDataset.class).withName("data").delete();
    until("the dataset is gone", () -> life.dataset() == null);
    user.resources(Generator.class).withName("gen").delete();
    until("the generator is gone", () -> life.generator() == null);
    assertThat(worker.prunedPaths())
        .as("versions, and at the end all")
        .anyMatch(path -> path.startsWith("datasets/") && path.endsWith("/v1"))
        .anyMatch(path -> path.startsWith("generators/") && path.endsWith("/v1"));
  }

  private void until(String what, Callable<Boolean> condition) {
    await()
        .alias(what)
        .atMost(LIMIT)
        .failFast(() -> assertThat(rights.denied()).isEmpty())
        .until(condition);
  }
}
