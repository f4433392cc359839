package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorSpec;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.task.Metric;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator does with resources, on whatever API server; Jobs are answered at once. */
abstract class OperatorContract {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  KubernetesClient user;
  private KubernetesClient cluster;
  private KubernetesClient operatorClient;
  private FakeJobs jobs;
  private OperatorUnderTest operator;
  private final FakeWorker worker = new FakeWorker();
  private Life life;

  /** Starts an API server that knows the CRDs. */
  abstract void startServer() throws Exception;

  /** A client of it. */
  abstract KubernetesClient newClient(String userAgent);

  abstract void stopServer();

  @BeforeEach
  void start() throws Exception {
    startServer();
    user = newClient("user");
    cluster = newClient("cluster");
    operatorClient = newClient("operator");
    life = new Life(user);
    jobs = new FakeJobs(cluster, worker);
    operator = new OperatorUnderTest(operatorClient, Clock.systemUTC());
    operator.start();
  }

  @AfterEach
  void stop() {
    operator.close();
    jobs.close();
    user.close();
    cluster.close();
    stopServer();
  }

  private void until(String what, Callable<Boolean> condition) {
    await().alias(what).atMost(LIMIT).until(condition);
  }

  private void publishFirst() {
    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    until("the first version is published", () -> life.isPublished("data-v1"));
  }

  @Test
  void aGeneratorAndADatasetEndInAPublishedVersionWithItsEvidence() {
    publishFirst();

    var status = life.dataset().getStatus();
    assertThat(status.publishedVersion().rows()).isEqualTo(20_000);
    assertThat(status.publishedVersion().uri())
        .startsWith("s3://synthetic-data/datasets/default/data/")
        .endsWith("/v1/manifest.json");
    assertThat(status.gates().summary()).isEqualTo("1/1");
    assertThat(status.lineage().generatorVersion()).isEqualTo("gen-v1");
    assertThat(status.observedGeneration()).isEqualTo(life.dataset().getMetadata().getGeneration());
    assertThat(Conditions.isTrue(status.conditions(), Conditions.FRESH)).isTrue();
    assertThat(Conditions.isTrue(status.conditions(), Conditions.LINEAGE_RECORDED)).isTrue();
    assertThat(Conditions.find(status.conditions(), Conditions.RECONCILING)).isEmpty();
    assertThat(Conditions.find(status.conditions(), Conditions.STALLED)).isEmpty();
    var version = life.versions().get(0);
    assertThat(version.getSpec().seed()).isNotNull();
    assertThat(version.getStatus().phase()).isEqualTo(Phase.PUBLISHED);
    assertThat(life.attempts()).hasSize(4).containsOnly(1);
  }

  @Test
  void transitionsAreToldAsEvents() {
    publishFirst();

    until(
        "the publication is told",
        () ->
            user.v1().events().list().getItems().stream()
                .map(Event::getReason)
                .toList()
                .containsAll(List.of("VersionCreated", "Fitted", "Published", "Succeeded")));
  }

  @Test
  void aDatasetWaitsForItsGeneratorAndSaysSo() {
    life.apply("dataset.yaml");
    until(
        "it says what it waits for",
        () -> {
          var status = life.dataset().getStatus();
          return status != null
              && Conditions.find(status.conditions(), Conditions.READY)
                  .filter(c -> c.getReason().equals("GeneratorNotFound"))
                  .filter(c -> c.getMessage().contains("gen"))
                  .isPresent();
        });

    life.apply("generator.yaml");

    until("it goes on", () -> life.isPublished("data-v1"));
  }

  @Test
  void aRejectedVersionLeavesThePublishedOneAndAGoodOneFollows() {
    publishFirst();
    worker.finds(Metric.COLUMN_SHAPES, 0.5);
    life.setRows(20_001);
    until("the second version is rejected", () -> life.isStalled("GateFailed"));

    assertThat(life.dataset().getStatus().publishedVersion().name()).isEqualTo("data-v1");
    assertThat(life.versions().get(1).getStatus().phase()).isEqualTo(Phase.REJECTED);
    assertThat(life.jobs()).noneMatch(j -> j.getMetadata().getName().equals("data-v2-publish"));
    var message =
        Conditions.find(life.dataset().getStatus().conditions(), Conditions.READY)
            .orElseThrow()
            .getMessage();
    assertThat(message).contains("fidelity.column-shapes", "0.5", "data-v1 stays published");

    worker.finds(Metric.COLUMN_SHAPES, 0.99);
    life.setRows(20_002);

    until("the third version is published", () -> life.isPublished("data-v3"));
  }

  @Test
  void aChangeOfTheSpecMakesOneNewVersionAndAnUnchangedOneNone() {
    publishFirst();
    life.apply("dataset.yaml");
    life.setRows(30_000);
    until("the second version is published", () -> life.isPublished("data-v2"));
    life.apply("dataset.yaml");
    until("the third version is published", () -> life.isPublished("data-v3"));

    assertThat(life.versions())
        .extracting(v -> v.getSpec().reason())
        .containsExactly("Initial", "SpecChanged", "SpecChanged");
    assertThat(life.versions())
        .extracting(v -> v.getSpec().rows())
        .containsExactly(20_000L, 30_000L, 20_000L);
  }

  @Test
  void aRequestedRefreshMakesOneVersionAndDrawsANewSeed() {
    publishFirst();
    life.requestRefresh("2026-01-01T00:00:00Z");
    until("the second version is published", () -> life.isPublished("data-v2"));
    life.requestRefresh("2026-01-01T00:00:00Z");
    life.setRows(20_001);
    until("the third version is published", () -> life.isPublished("data-v3"));

    assertThat(life.versions())
        .extracting(v -> v.getSpec().reason())
        .containsExactly("Initial", "RefreshRequested", "SpecChanged");
    assertThat(life.versions()).extracting(v -> v.getSpec().seed()).doesNotHaveDuplicates();
    assertThat(life.dataset().getStatus().lastHandledRefreshRequest())
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void twoDatasetsOfOneGeneratorFollowItsNewVersion() {
    publishFirst();
    life.apply("second-dataset.yaml");
    until(
        "the other is published",
        () ->
            Conditions.isTrue(
                life.dataset("other").getStatus() == null
                    ? null
                    : life.dataset("other").getStatus().conditions(),
                Conditions.READY));
    life.apply("generator-changed.yaml");

    until("the first follows", () -> life.isPublished("data-v2"));
    until(
        "the other, which does not follow, says that it is behind",
        () ->
            life.dataset("other").getStatus().latestVersion().name().equals("other-v1")
                && life.generator().getStatus().readyVersion().name().equals("gen-v2"));
    assertThat(life.versions())
        .filteredOn(v -> v.getSpec().datasetRef().name().equals("data"))
        .extracting(v -> v.getSpec().generatorVersion().name())
        .containsExactly("gen-v1", "gen-v2");
  }

  @Test
  void deletionWithThePolicyDeleteRunsAPruneJobBehindAFinalizer() {
    life.apply("generator.yaml");
    life.apply("dataset-delete.yaml");
    until("it is published", () -> life.isPublished("data-v1"));
    assertThat(life.dataset().getMetadata().getFinalizers()).containsExactly(Api.PRUNE_FINALIZER);

    user.resources(SyntheticDataset.class).withName("data").delete();

    until("it is gone", () -> life.dataset() == null);
    assertThat(worker.prunedPaths()).hasSize(1);
    assertThat(worker.prunedPaths().get(0)).startsWith("datasets/default/data/");
  }

  @Test
  void deletionWithThePolicyRetainPrunesNothing() {
    publishFirst();
    assertThat(life.dataset().getMetadata().getFinalizers()).isEmpty();

    user.resources(SyntheticDataset.class).withName("data").delete();

    until("it is gone", () -> life.dataset() == null);
    assertThat(worker.prunedPaths()).isEmpty();
  }

  @Test
  void oldVersionsAreRetiredWithTheirObjects() {
    life.apply("generator.yaml");
    life.apply("dataset-delete.yaml");
    until("the first is published", () -> life.isPublished("data-v1"));
    for (long n = 2; n <= 3; n++) {
      long rows = 20_000 + n;
      var name = "data-v" + n;
      life.setRows(rows);
      until(name + " is published", () -> life.isPublished(name));
    }

    until(
        "one old version is left beside the published one",
        () -> life.versions().stream().noneMatch(v -> v.getSpec().revision() == 1));
    assertThat(life.versions())
        .extracting(v -> v.getMetadata().getName())
        .containsExactly("data-v2", "data-v3");
    assertThat(worker.prunedPaths()).singleElement().asString().endsWith("/v1");
  }

  @Test
  void aGeneratorVersionThatADatasetIsPinnedToIsKept() {
    life.apply("generator-delete.yaml");
    life.apply("dataset-pinned.yaml");
    until("it is published", () -> life.isPublished("data-v1"));
    for (long seed = 2; seed <= 4; seed++) {
      var ready = "gen-v" + seed;
      fitWith(seed);
      until(
          ready + " is ready",
          () -> life.generator().getStatus().readyVersion().name().equals(ready));
    }

    // Kept: the ready one, the pinned one, and one old version.
    until("the second version is retired", () -> worker.prunedPaths().size() == 1);
    assertThat(worker.prunedPaths().get(0)).endsWith("/v2");
    assertThat(user.resources(GeneratorVersion.class).list().getItems())
        .extracting(v -> v.getMetadata().getName())
        .contains("gen-v1", "gen-v4");
  }

  private void fitWith(long seed) {
    user.resources(Generator.class)
        .withName("gen")
        .edit(
            generator -> {
              var s = generator.getSpec();
              generator.setSpec(
                  new GeneratorSpec(
                      s.source(),
                      s.schema(),
                      s.storage(),
                      s.holdout(),
                      s.engine(),
                      seed,
                      s.privacy(),
                      s.limitations(),
                      s.allowedPurposes(),
                      s.job(),
                      s.suspend(),
                      s.retention(),
                      null));
              return generator;
            });
  }

  @Test
  void aResourceAtRestIsNotWritten() {
    publishFirst();
    until("all is at rest", life::isAtRest);
    var before = life.resourceVersions();

    // Something happens beside it, which all controllers get to see.
    life.apply("second-dataset.yaml");
    until(
        "the other is published",
        () ->
            Conditions.isTrue(
                life.dataset("other").getStatus() == null
                    ? null
                    : life.dataset("other").getStatus().conditions(),
                Conditions.READY));

    assertThat(life.resourceVersions()).containsAllEntriesOf(before);
  }
}
