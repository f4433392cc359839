package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of the objects in storage when a resource or a version goes. */
class DeletionTest {

  private static final String PRUNE = "syntheticdata.dev/prune";

  @RegisterExtension static final World WORLD = new World();

  @BeforeAll
  static void fit() {
    WORLD.apply(Resource.generator("patients"));
    WORLD.awaitFitted("patients", 1);
  }

  @ConcurrentTest
  void aRetainedDatasetLeavesItsObjectsAndCanBeMadeAnewUnderItsName() {
    var dataset = Resource.dataset("retained", "patients");
    var pointer = Storage.pointerKey("retained");
    WORLD.apply(dataset);
    var first = WORLD.awaitPublished("retained", 1);
    var path = WORLD.version("retained-v1").getStatus().path();
    var objects = objects(path);

    delete(first);

    assertThat(objects(path)).isEqualTo(objects);
    assertThat(WORLD.storage().pointer(pointer).manifest()).startsWith(path);
    awaitGone(() -> WORLD.version("retained-v1"));

    WORLD.apply(dataset);
    var second = WORLD.awaitPublished("retained", 1);

    assertThat(second.getMetadata().getUid()).isNotEqualTo(first.getMetadata().getUid());
    assertThat(WORLD.storage().pointer(pointer).datasetUid())
        .isEqualTo(second.getMetadata().getUid());
    assertThat(objects(path)).isEqualTo(objects);
  }

  @ConcurrentTest
  void aDatasetWithDeletionPolicyDeleteTakesItsObjectsAndNoOthers() {
    WORLD.apply(
        Resource.dataset("pruned", "patients").with("spec.retention.deletionPolicy", "Delete"));
    WORLD.apply(Resource.dataset("neighbour", "patients"));
    var dataset = WORLD.awaitPublished("pruned", 1);
    WORLD.awaitPublished("neighbour", 1);
    var path = WORLD.version("pruned-v1").getStatus().path();
    var neighbours = objects("datasets/default/neighbour");
    assertThat(dataset.getMetadata().getFinalizers()).contains(PRUNE);
    assertThat(objects(path)).isNotEmpty();

    delete(dataset);

    assertThat(objects("datasets/default/pruned")).isEmpty();
    assertThat(WORLD.storage().exists(Storage.SYNTHETIC_DATA, Storage.pointerKey("pruned")))
        .isFalse();
    assertThat(objects("datasets/default/neighbour")).isEqualTo(neighbours);
    assertThat(WORLD.eventsOf(dataset)).contains("Pruned");
  }

  @ConcurrentTest
  void aDatasetThatIsStillAtWorkIsPrunedAsWell() {
    WORLD.apply(
        Resource.dataset("hasty", "patients").with("spec.retention.deletionPolicy", "Delete"));
    World.await(
        "hasty-v1 generated", () -> WORLD.version("hasty-v1"), v -> Status.isTrue(v, "Generated"));

    delete(WORLD.dataset("hasty"));

    assertThat(objects("datasets/default/hasty")).isEmpty();
    assertThat(WORLD.version("hasty-v1")).isNull();
  }

  @ConcurrentTest
  void aPruneThatCannotStartSaysWhyAndIsLetGoByRetain() {
    var dataset =
        Resource.dataset("stuck", "nobody")
            .with("spec.retention.deletionPolicy", "Delete")
            .with("spec.output.credentials.secretRef.name", "lost-keys");
    WORLD.apply(dataset);
    World.await(
        "stuck is held",
        () -> WORLD.dataset("stuck"),
        d -> d.getMetadata().getFinalizers().contains(PRUNE));
    WORLD.client().resource(WORLD.dataset("stuck")).delete();
    var waiting =
        World.await(
            "stuck waits",
            () -> WORLD.dataset("stuck"),
            d -> Status.reason(d, "Reconciling").equals("JobWaiting"));
    assertThat(Status.message(waiting, "Ready")).contains("lost-keys");

    WORLD.apply(dataset.with("spec.retention.deletionPolicy", "Retain"));

    awaitGone(() -> WORLD.dataset("stuck"));
  }

  @ConcurrentTest
  void aGeneratorWithDeletionPolicyDeleteTakesItsModelsAndNoOthers() {
    WORLD.apply(Resource.generator("disposable").with("spec.retention.deletionPolicy", "Delete"));
    var generator = WORLD.awaitFitted("disposable", 1);
    var others = models("generators/default/patients");
    assertThat(generator.getMetadata().getFinalizers()).contains(PRUNE);
    assertThat(models("generators/default/disposable")).isNotEmpty();

    delete(generator);

    assertThat(models("generators/default/disposable")).isEmpty();
    assertThat(models("generators/default/patients")).isNotEmpty().isEqualTo(others);
  }

  @ConcurrentTest
  void oldVersionsArePrunedWhereOneIsKept() {
    var dataset =
        Resource.dataset("rolling", "patients")
            .with("spec.rows", 50)
            .with("spec.retention", "{versions: 1, deletionPolicy: Delete}");
    WORLD.apply(dataset);
    SyntheticDataset published = WORLD.awaitPublished("rolling", 1);
    var path = WORLD.version("rolling-v1").getStatus().path();
    WORLD.apply(dataset.refreshRequested("once"));
    WORLD.awaitPublished("rolling", 2);
    WORLD.apply(dataset.refreshRequested("twice"));
    WORLD.awaitPublished("rolling", 3);

    // One is kept besides the one in use.
    awaitGone(() -> WORLD.version("rolling-v1"));

    assertThat(objects(path)).isEmpty();
    assertThat(WORLD.versionsOf("rolling")).containsExactly("rolling-v2", "rolling-v3");
    assertThat(objects(WORLD.version("rolling-v2").getStatus().path())).isNotEmpty();
    assertThat(WORLD.storage().pointer(Storage.pointerKey("rolling")).version())
        .isEqualTo("rolling-v3");
    Awaitility.await("the retirement is told")
        .atMost(World.LIMIT)
        .until(() -> WORLD.eventsOf(published).contains("VersionRetired"));
  }

  /** Deletes a resource as kubectl does, and waits until it is gone. */
  private static void delete(HasMetadata resource) {
    WORLD.client().resource(resource).delete();
    awaitGone(() -> WORLD.client().resource(resource).get());
  }

  private static void awaitGone(Supplier<? extends HasMetadata> resource) {
    Awaitility.await("gone")
        .atMost(World.LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> resource.get() == null);
  }

  private static Map<String, String> objects(String path) {
    return WORLD.storage().digests(Storage.SYNTHETIC_DATA, path);
  }

  private static Map<String, String> models(String path) {
    return WORLD.storage().digests(Storage.MODELS, path);
  }
}
