package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a life costs the API server. */
class ApiBudgetTest {

  private static final String AGENT = "operator";
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final CallCounter calls = new CallCounter(AGENT);
  private LocalApiServer api;
  private KubernetesClient user;
  private KubernetesClient cluster;
  private FakeJobs jobs;
  private OperatorUnderTest operator;
  private Life life;

  /** Resource version of the generator when it is fitted. */
  private String fitted;

  @BeforeEach
  void fitAGenerator() throws Exception {
    api = LocalApiServer.start(LocalApiServer.Config.defaults().withFilter(calls));
    api.applyCrds(Path.of("../crds"));
    user = OperatorUnderTest.client(api, "user");
    cluster = OperatorUnderTest.client(api, "cluster");
    jobs = new FakeJobs(cluster, new FakeWorker());
    life = new Life(user);
    operator =
        new OperatorUnderTest(
            api, AGENT, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    operator.start();
    life.apply("generator.yaml");
    await("the generator is fitted").atMost(LIMIT).until(() -> isReady() && life.isReleased());
    calls.reset();
    fitted = life.generator().getMetadata().getResourceVersion();
  }

  private boolean isReady() {
    var status = life.generator().getStatus();
    return status != null && Conditions.isTrue(status.conditions(), Conditions.READY);
  }

  @AfterEach
  void stop() {
    operator.close();
    jobs.close();
    user.close();
    cluster.close();
    api.close();
  }

  /** What a dataset costs whose generator is fitted, until its first version is published. */
  @Test
  void aLifeIsWrittenInAsFewStepsAsItHas() {
    try (var ofDataset = new Revisions<>(user, SyntheticDataset.class);
        var ofVersion = new Revisions<>(user, SyntheticDatasetVersion.class)) {
      life.apply("dataset.yaml");
      await().atMost(LIMIT).until(life::isAtRest);
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  ofDataset.has(life.dataset())
                      && ofVersion.has(life.versions().get(0))
                      && took("create events") == 3);

      // One version. For each of its three tasks, the document and the Job.
      assertThat(took("create syntheticdatasetversions")).isEqualTo(1);
      assertThat(took("create configmaps")).isEqualTo(3);
      assertThat(took("create jobs")).isEqualTo(3);
      // Each Job is let go once its result is recorded.
      assertThat(named("patch jobs"))
          .containsOnly("data-v1-generate", "data-v1-evaluate", "data-v1-publish");
      // Its creation, and then for each task that it is at work and that it is done.
      assertThat(ofVersion.count()).isLessThanOrEqualTo(1 + 3 * 2);
      // Its creation, that there is a version, and then what the version tells.
      assertThat(ofDataset.count()).isLessThanOrEqualTo(1 + 1 + 3 * 2);
    }
  }

  /**
   * A look that comes right after a write may not know of it yet and say the same again, which
   * changes nothing. More than one such look for each write would be a loop.
   */
  @Test
  void noWriteIsRepeatedOverAndOver() {
    life.apply("dataset.yaml");
    await().atMost(LIMIT).until(life::isAtRest);

    var writes = CallCounter.byKind(ofDataset());
    assertThat(writes.get("patch syntheticdatasetversions/status")).isLessThanOrEqualTo(2 * 6);
    assertThat(writes.get("patch syntheticdatasets/status")).isLessThanOrEqualTo(2 * 7);
    assertThat(writes.get("patch jobs")).isLessThanOrEqualTo(2 * 3);
    assertThat(writes.get("create configmaps")).isLessThanOrEqualTo(2 * 3);
    assertThat(writes.get("create jobs")).isLessThanOrEqualTo(2 * 3);
    assertThat(writes.get("create events")).isLessThanOrEqualTo(2 * 3);
    assertThat(writes).hasSize(7);
    assertThat(life.generator().getMetadata().getResourceVersion()).isEqualTo(fitted);
  }

  /** Writes but for those of the generator, of which one may still be told, or said again. */
  private List<CallCounter.Call> ofDataset() {
    return calls.writes().stream()
        .filter(call -> !call.request().name().startsWith("gen"))
        .toList();
  }

  /** Caches answer; only what they may not know yet is asked for, by name. */
  @Test
  void aLifeIsNotAskedFor() {
    life.apply("dataset.yaml");
    await().atMost(LIMIT).until(life::isAtRest);

    // For each task at most one look that the cache of Jobs has not caught up with.
    assertThat(calls.reads()).hasSizeLessThanOrEqualTo(3 * 2);
    assertThat(CallCounter.byKind(calls.reads()))
        .doesNotContainKeys("list jobs", "list syntheticdatasets", "list syntheticdatasetversions");
  }

  @Test
  void whatIsAtRestIsNotWrittenWhenItIsLabelledOrAnotherLives() {
    life.apply("dataset.yaml");
    await().atMost(LIMIT).until(life::isAtRest);

    label(user.resources(Generator.class).withName("gen"));
    label(user.resources(GeneratorVersion.class).withName("gen-v1"));
    label(user.resources(SyntheticDataset.class).withName("data"));
    label(user.resources(SyntheticDatasetVersion.class).withName("data-v1"));
    label(user.batch().v1().jobs().withName("data-v1-publish"));
    var labelled = life.resourceVersions();
    calls.reset();
    life.apply("second-dataset.yaml");
    await().atMost(LIMIT).until(() -> isReady("other") && life.isReleased());

    // A last look that came too early may say once more what is there, which changes nothing.
    assertThat(life.resourceVersions()).containsAllEntriesOf(labelled);
    var beside =
        calls.writes().stream()
            .map(call -> call.kind() + " " + call.request().name())
            .filter(call -> !call.endsWith(" ") && !call.contains(" other"))
            .toList();
    assertThat(beside).doesNotHaveDuplicates();
    assertThat(took("create syntheticdatasetversions")).isEqualTo(1);
    assertThat(took("create jobs")).isEqualTo(3);
    assertThat(took("create events")).isLessThanOrEqualTo(3);
  }

  private static <T extends HasMetadata> void label(Resource<T> resource) {
    resource.edit(
        object -> {
          var labels = new HashMap<>(object.getMetadata().getLabels());
          labels.put("looked-at", "yes");
          object.getMetadata().setLabels(labels);
          return object;
        });
  }

  private boolean isReady(String dataset) {
    var found = life.dataset(dataset);
    return found.getStatus() != null
        && Conditions.isTrue(found.getStatus().conditions(), Conditions.READY);
  }

  /** How many writes of a kind took effect. */
  private long took(String kind) {
    return calls.writes().stream()
        .filter(call -> call.kind().equals(kind) && call.code() < 300)
        .count();
  }

  private List<String> named(String kind) {
    return calls.writes().stream()
        .filter(call -> call.kind().equals(kind))
        .map(call -> call.request().name())
        .toList();
  }
}
