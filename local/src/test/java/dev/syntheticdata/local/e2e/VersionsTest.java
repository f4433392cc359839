package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What makes a new version of a dataset, what does not, and what is in it. */
class VersionsTest {

  @RegisterExtension static final World WORLD = new World();

  @BeforeAll
  static void fit() {
    WORLD.apply(Resource.generator("patients"));
    WORLD.awaitFitted("patients", 1);
  }

  @ConcurrentTest
  void twoDatasetsFromOneGeneratorHaveVersionsOfTheirOwn() {
    var first = Resource.dataset("first", "patients");
    WORLD.apply(first);
    WORLD.apply(Resource.dataset("second", "patients").with("spec.seed", 43));
    WORLD.awaitPublished("first", 1);
    WORLD.awaitPublished("second", 1);

    WORLD.apply(first.with("spec.rows", 500));
    var changed = WORLD.awaitPublished("first", 2);

    assertThat(WORLD.version("first-v2").getSpec().reason()).isEqualTo("SpecChanged");
    assertThat(changed.getStatus().publishedVersion().rows()).isEqualTo(500);
    // With a header, and no value of this data holds a line break.
    assertThat(data("first-v2").get("part-00000.csv").lines()).hasSize(501);
    assertThat(WORLD.versionsOf("second")).containsExactly("second-v1");
    assertThat(data("second-v1")).isNotEqualTo(data("first-v1"));
  }

  @ConcurrentTest
  void conditionsMakeAVersionOfTheRowsAskedFor() {
    var dataset = Resource.dataset("rich", "patients").with("spec.rows", 2000);
    WORLD.apply(dataset);
    WORLD.awaitPublished("rich", 1);

    WORLD.apply(
        dataset.with(
            "spec.conditions",
            "{fixed: [{column: sex, value: F}], rebalance: [{column: death, shares: {'1': 0.5}}],"
                + " where: [{column: age, minimum: 60}]}"));
    WORLD.awaitPublished("rich", 2);

    var version = WORLD.version("rich-v2");
    assertThat(version.getSpec().reason()).isEqualTo("SpecChanged");
    assertThat(version.getSpec().conditions().fixed())
        .containsExactly(new RowConditions.FixedColumn("sex", "F"));
    var rows =
        data("rich-v2").get("part-00000.csv").lines().skip(1).map(r -> r.split(",")).toList();
    assertThat(rows)
        .hasSize(2000)
        .allMatch(row -> row[1].equals("F"))
        .allMatch(row -> Integer.parseInt(row[0]) >= 60);
    // Four deviations of a half of 2,000; the source has 28 %.
    assertThat(rows.stream().filter(row -> row[9].equals("1")).count()).isBetween(910L, 1090L);
  }

  @ConcurrentTest
  void anUnchangedResourceThatIsAppliedAgainMakesNothing() {
    var dataset = Resource.dataset("unchanged", "patients");
    WORLD.apply(dataset);
    WORLD.awaitPublished("unchanged", 1);
    var before = WORLD.dataset("unchanged").getMetadata().getResourceVersion();

    WORLD.apply(dataset);
    assertThat(WORLD.dataset("unchanged").getMetadata().getResourceVersion()).isEqualTo(before);

    // What says nothing of the rows is seen, and makes nothing either.
    WORLD.apply(dataset.with("spec.shards", 3));
    awaitObserved("unchanged");
    assertThat(WORLD.versionsOf("unchanged")).containsExactly("unchanged-v1");
  }

  @ConcurrentTest
  void aRefreshRequestMakesOneNewVersionOfTheSameBytesWhereTheSeedIsGiven() {
    var dataset = Resource.dataset("refreshed", "patients");
    WORLD.apply(dataset);
    WORLD.awaitPublished("refreshed", 1);

    var requested = dataset.refreshRequested("2026-01-01T00:00:00Z");
    WORLD.apply(requested);
    WORLD.awaitPublished("refreshed", 2);
    WORLD.apply(requested.with("spec.shards", 3));
    awaitObserved("refreshed");

    assertThat(WORLD.versionsOf("refreshed")).containsExactly("refreshed-v1", "refreshed-v2");
    assertThat(WORLD.version("refreshed-v2").getSpec().reason()).isEqualTo("RefreshRequested");
    assertThat(data("refreshed-v2")).isEqualTo(data("refreshed-v1"));
  }

  @ConcurrentTest
  void aRefreshWithoutASeedGivesNewRows() {
    var dataset = Resource.dataset("unseeded", "patients").without("spec.seed");
    WORLD.apply(dataset);
    WORLD.awaitPublished("unseeded", 1);

    WORLD.apply(dataset.refreshRequested("now"));
    WORLD.awaitPublished("unseeded", 2);

    assertThat(data("unseeded-v2")).isNotEqualTo(data("unseeded-v1"));
    assertThat(WORLD.version("unseeded-v2").getStatus().lineage().seed())
        .isNotEqualTo(WORLD.version("unseeded-v1").getStatus().lineage().seed());
  }

  @ConcurrentTest
  void aNewGeneratorVersionIsFollowedUnlessTheOwnerSaysOtherwise() {
    var generator = Resource.generator("moving");
    var keeper = Resource.dataset("keeper", "moving").with("spec.refresh.onGeneratorChange", false);
    WORLD.apply(generator);
    WORLD.apply(Resource.dataset("follower", "moving"));
    WORLD.apply(keeper);
    WORLD.awaitPublished("follower", 1);
    WORLD.awaitPublished("keeper", 1);

    WORLD.apply(generator.with("spec.seed", 2));
    WORLD.awaitFitted("moving", 2);
    WORLD.awaitPublished("follower", 2);
    WORLD.apply(
        Resource.dataset("pinned", "moving").with("spec.generatorRef.version", "moving-v1"));
    var pinned = WORLD.awaitPublished("pinned", 1);
    WORLD.apply(keeper.with("spec.shards", 2));
    awaitObserved("keeper");

    assertThat(WORLD.version("follower-v2").getSpec().reason()).isEqualTo("GeneratorChanged");
    assertThat(WORLD.version("follower-v2").getSpec().generatorVersion().name())
        .isEqualTo("moving-v2");
    assertThat(WORLD.versionsOf("keeper")).containsExactly("keeper-v1");
    assertThat(pinned.getStatus().lineage().generatorVersion()).isEqualTo("moving-v1");
    // The same model, seed and rows, in another dataset and at another time.
    assertThat(data("pinned-v1")).isEqualTo(data("keeper-v1"));
  }

  @ConcurrentTest
  void aPinnedVersionThatDoesNotExistIsWaitedFor() {
    WORLD.apply(
        Resource.dataset("early", "patients").with("spec.generatorRef.version", "patients-v9"));

    var waiting =
        World.await(
            "early waits",
            () -> WORLD.dataset("early"),
            d -> Status.reason(d, "Reconciling").equals("GeneratorNotReady"));

    assertThat(Status.message(waiting, "Ready"))
        .contains("spec.generatorRef.version", "patients-v9");
  }

  @ConcurrentTest
  void aSuspendedDatasetStartsNothing() {
    var dataset = Resource.dataset("held", "patients");
    WORLD.apply(dataset.with("spec.suspend", true));
    World.await(
        "held is suspended",
        () -> WORLD.dataset("held"),
        d -> Status.reason(d, "Ready").equals("Suspended"));
    assertThat(WORLD.versionsOf("held")).isEmpty();

    WORLD.apply(dataset.with("spec.suspend", false));
    WORLD.awaitPublished("held", 1);
    WORLD.apply(dataset.with("spec.suspend", true).with("spec.rows", 200));
    var held = awaitObserved("held");

    assertThat(WORLD.versionsOf("held")).containsExactly("held-v1");
    assertThat(Status.reason(held, "Ready")).isEqualTo("Suspended");
    assertThat(Status.reason(held, "Fresh")).isEqualTo("SpecChanged");
    assertThat(Status.condition(held, "Stalled")).isEmpty();
  }

  @ConcurrentTest
  void oneShardAndSevenGiveTheSameFiles() {
    var dataset = Resource.dataset("one-shard", "patients").with("spec.rows", 60_000);
    WORLD.apply(dataset);
    WORLD.apply(dataset.as("seven-shards").with("spec.shards", 7));
    awaitGenerated("one-shard-v1");
    awaitGenerated("seven-shards-v1");

    var one = digests("one-shard-v1");
    var seven = digests("seven-shards-v1");
    // Nobody needs the evaluation of that many rows.
    WORLD.client().resource(WORLD.dataset("one-shard")).delete();
    WORLD.client().resource(WORLD.dataset("seven-shards")).delete();

    assertThat(one.keySet()).filteredOn(k -> k.startsWith("generate-")).hasSize(1);
    assertThat(seven.keySet()).filteredOn(k -> k.startsWith("generate-")).hasSize(7);
    one.keySet().removeIf(k -> !k.startsWith("data/"));
    seven.keySet().removeIf(k -> !k.startsWith("data/"));
    assertThat(one).hasSize(8).isEqualTo(seven);
  }

  /** Waits until the status tells of the spec as it is now. */
  private static SyntheticDataset awaitObserved(String dataset) {
    return World.await(dataset + " observed", () -> WORLD.dataset(dataset), Status::isCurrent);
  }

  private static void awaitGenerated(String version) {
    World.await(
        version + " generated",
        () -> WORLD.version(version),
        v -> Status.isTrue(v, "Generated"),
        v -> Status.isTrue(v, "Stalled"));
  }

  private static Map<String, String> digests(String version) {
    return WORLD
        .storage()
        .digests(Storage.SYNTHETIC_DATA, WORLD.version(version).getStatus().path());
  }

  /** The part files of a version: their content by name. */
  private static Map<String, String> data(String version) {
    return WORLD
        .storage()
        .texts(Storage.SYNTHETIC_DATA, WORLD.version(version).getStatus().path() + "/data");
  }
}
