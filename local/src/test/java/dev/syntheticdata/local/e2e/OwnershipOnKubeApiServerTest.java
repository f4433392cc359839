package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.LocalCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What goes, and what stays, where the real controllers collect garbage, end namespaces and remove
 * Jobs whose time is up.
 */
class OwnershipOnKubeApiServerTest {

  @RegisterExtension static final World WORLD = World.onControlPlane();

  private static JobHistory history;

  @BeforeAll
  static void fit() {
    history = new JobHistory(WORLD.client());
    WORLD.apply(Resource.generator("patients"));
    WORLD.awaitFitted("patients", 1);
  }

  @AfterAll
  static void stop() throws Exception {
    if (history != null) {
      history.close();
    }
  }

  @Test
  void aDatasetThatIsDeletedAtWorkLeavesNothing() {
    WORLD.apply(
        Resource.dataset("hasty", "patients")
            .with("spec.rows", 9_000)
            .with("spec.retention.deletionPolicy", "Delete"));
    awaitProcess("hasty-v1-generate");
    // The Job is there before the status tells of it.
    var path =
        World.await(
                "hasty-v1 tells its path",
                () -> WORLD.version("hasty-v1"),
                v -> v.getStatus() != null)
            .getStatus()
            .path();

    WORLD.client().resource(WORLD.dataset("hasty")).delete();

    awaitNothingOf("hasty");
    assertThat(history.processes("hasty-v1-generate")).isEmpty();
    assertThat(history.namesOf("hasty-")).containsExactly("hasty-prune", "hasty-v1-generate");
    assertThat(objects(path)).isEmpty();
    assertThat(WORLD.storage().exists(Storage.SYNTHETIC_DATA, Storage.pointerKey("hasty")))
        .isFalse();
  }

  @Test
  void aRetainedDatasetLeavesItsObjectsAndNothingElse() {
    WORLD.apply(Resource.dataset("retained", "patients"));
    WORLD.awaitPublished("retained", 1);
    var path = WORLD.version("retained-v1").getStatus().path();
    var before = objects(path);
    assertThat(before).isNotEmpty();

    WORLD.client().resource(WORLD.dataset("retained")).delete();

    awaitNothingOf("retained");
    assertThat(objects(path)).isEqualTo(before);
    assertThat(history.namesOf("retained-")).doesNotContain("retained-prune");
  }

  @Test
  void aNamespaceThatIsDeletedIsNotHeldUp() {
    var client = WORLD.client();
    var namespace = new NamespaceBuilder().withNewMetadata().withName("team").endMetadata().build();
    client.resource(namespace).create();
    var secret = LocalCluster.secret(WORLD.objects());
    secret.getMetadata().setNamespace("team");
    client.resource(secret).create();
    WORLD.apply(Resource.generator("patients").with("metadata.namespace", "team"));
    WORLD.apply(
        Resource.dataset("leaving", "patients")
            .with("metadata.namespace", "team")
            .with("spec.retention.deletionPolicy", "Delete"));
    World.await(
        "team/leaving published",
        () ->
            client.resources(SyntheticDataset.class).inNamespace("team").withName("leaving").get(),
        d -> Status.isTrue(d, "Ready"),
        d -> Status.isTrue(d, "Stalled"));
    var path =
        client
            .resources(SyntheticDatasetVersion.class)
            .inNamespace("team")
            .withName("leaving-v1")
            .get()
            .getStatus()
            .path();

    client.resource(namespace).delete();

    Awaitility.await("the namespace is gone")
        .atMost(World.LIMIT)
        .until(() -> client.namespaces().withName("team").get() == null);
    // No Job can be made there that would delete them.
    assertThat(objects(path)).isNotEmpty();
  }

  @Test
  void aJobThatEndsWhileTheOperatorIsAwayIsCapturedAndRunsOnce() {
    WORLD.apply(Resource.dataset("captured", "patients").with("spec.rows", 9_000));
    awaitProcess("captured-v1-generate");
    WORLD.kube().stopOperator();
    Awaitility.await("the Job is complete")
        .atMost(World.LIMIT)
        .until(
            () ->
                JobHistory.hasCondition(
                    history.jobs("captured-v1-generate").get(0), "Complete", "CompletionsReached"));
    // Without a time to live nobody removes it.
    assertThat(job("captured-v1-generate").getSpec().getTtlSecondsAfterFinished()).isNull();
    WORLD.kube().startOperator(Metrics.NOOP);
    WORLD.awaitPublished("captured", 1);
    Awaitility.await("its Jobs are gone")
        .atMost(World.LIMIT)
        .until(() -> of(Job.class, "captured").isEmpty());

    WORLD.kube().stopOperator();
    var looked = new Looked();
    WORLD.kube().startOperator(looked);
    Awaitility.await("all is looked at")
        .atMost(World.LIMIT)
        .until(() -> looked.names.containsAll(List.of("captured", "captured-v1", "patients-v1")));

    assertThat(history.namesOf("captured-"))
        .containsExactly("captured-v1-evaluate", "captured-v1-generate", "captured-v1-publish");
    assertThat(WORLD.version("captured-v1").getStatus().tasks())
        .extracting(t -> t.name() + " " + t.state() + " " + t.attempts())
        .containsExactly("generate SUCCEEDED 1", "evaluate SUCCEEDED 1", "publish SUCCEEDED 1");
    assertThat(WORLD.versionsOf("captured")).containsExactly("captured-v1");
  }

  /** Names of the resources that a started operator has looked at. */
  private static final class Looked implements Metrics {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    @Override
    public void finishedReconciliation(HasMetadata resource, Map<String, Object> metadata) {
      names.add(resource.getMetadata().getName());
    }
  }

  private static void awaitProcess(String job) {
    Awaitility.await(job + " has a process")
        .atMost(World.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> history.processes(job).findFirst().isPresent());
  }

  /** Waits until a dataset is gone with all that was made for it. */
  private static void awaitNothingOf(String dataset) {
    for (var kind :
        List.of(
            SyntheticDataset.class,
            SyntheticDatasetVersion.class,
            Job.class,
            Pod.class,
            ConfigMap.class)) {
      Awaitility.await("no " + kind.getSimpleName() + " of " + dataset)
          .atMost(World.LIMIT)
          .until(() -> of(kind, dataset).isEmpty());
    }
  }

  /** What bears the name of a dataset, or one that begins with it. */
  private static <T extends HasMetadata> List<String> of(Class<T> kind, String dataset) {
    return WORLD.client().resources(kind).inNamespace("default").list().getItems().stream()
        .map(item -> item.getMetadata().getName())
        .filter(name -> name.equals(dataset) || name.startsWith(dataset + "-"))
        .toList();
  }

  private static Job job(String name) {
    return WORLD.client().batch().v1().jobs().inNamespace("default").withName(name).get();
  }

  private static Map<String, String> objects(String path) {
    return WORLD.storage().digests(Storage.SYNTHETIC_DATA, path);
  }
}
