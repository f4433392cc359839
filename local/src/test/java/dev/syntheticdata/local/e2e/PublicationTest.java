package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import io.fabric8.kubernetes.api.model.Condition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A generator and a dataset with gates are applied: what is there at the end. */
class PublicationTest {

  @RegisterExtension static final World WORLD = new World();

  private static SyntheticDataset dataset;
  private static SyntheticDatasetVersion version;
  private static String path;

  @BeforeAll
  static void publish() {
    WORLD.apply(Resource.generator("patients"));
    WORLD.apply(Resource.gatedDataset("published", "patients"));
    dataset = WORLD.awaitPublished("published", 1);
    version = WORLD.version("published-v1");
    path = version.getStatus().path();
  }

  @Test
  void theManifestListsEveryObjectWithItsSizeAndDigest() {
    var manifest = WORLD.storage().manifest(path);
    var listed = new LinkedHashMap<String, String>();
    manifest.objects().forEach(o -> listed.put(o.path(), o.sha256()));
    var stored = WORLD.storage().digests(Storage.SYNTHETIC_DATA, path);
    // The manifest seals the version; the results of the tasks lie beside it.
    stored
        .keySet()
        .removeIf(
            key ->
                key.matches(
                    "manifest.json|write-probe|generate-\\d+.json|evaluate.json|publish.json|dataset-ref.json"));

    assertThat(listed).isEqualTo(stored);
    assertThat(manifest.objects())
        .allSatisfy(
            o ->
                assertThat(WORLD.storage().bytes(Storage.SYNTHETIC_DATA, path + "/" + o.path()))
                    .hasSize((int) o.size()));
  }

  @Test
  void theEvidenceLiesBesideTheData() {
    assertThat(WORLD.storage().digests(Storage.SYNTHETIC_DATA, path))
        .containsKeys(
            "data/part-00000.parquet",
            "manifest.json",
            "lineage.json",
            "README.md",
            "croissant.json",
            "dataset-ref.json",
            "evaluation.json",
            "profile.json",
            "report.html");
    assertThat(WORLD.storage().text(Storage.SYNTHETIC_DATA, path + "/README.md"))
        .contains(
            "published",
            "Relations between columns beyond pairwise rank correlation",
            "Made anew by the schedule 0 3 29 2 \\* (Europe/Berlin).",
            "the newest 10 finished versions are kept");
  }

  @Test
  void thePointerNamesTheManifestByItsDigest() {
    var pointer = WORLD.storage().pointer("governed/datasets/default/published/latest.json");

    assertThat(pointer.version()).isEqualTo("published-v1");
    assertThat(pointer.manifest()).isEqualTo(path + "/manifest.json");
    assertThat(pointer.manifestDigest())
        .isEqualTo(WORLD.storage().sha256(Storage.SYNTHETIC_DATA, path + "/manifest.json"))
        .isEqualTo(version.getStatus().manifest().digest())
        .isEqualTo(dataset.getStatus().publishedVersion().digest());
  }

  @Test
  void theModelLiesWhereTheStatusSaysAndHasItsDigest() {
    var model = version.getSpec().generatorVersion().model();

    assertThat(WORLD.storage().sha256(Storage.MODELS, model.path() + "/model.json"))
        .isEqualTo(model.digest());
    assertThat(WORLD.storage().sha256(Storage.REAL_DATA, "patients.csv"))
        .isEqualTo(model.sourceDigest());
  }

  @Test
  void theStatusTellsTheGatesWithTheirValues() {
    assertThat(version.getStatus().gates())
        .extracting(g -> g.metric().id() + " " + g.verdict())
        .containsExactly(
            "fidelity.column-pair-trends PASSED",
            "utility.tstr-auc PASSED",
            "privacy.exact-match-share PASSED",
            "fidelity.detection-auc FAILED");
    assertThat(version.getStatus().gates()).allSatisfy(g -> assertThat(g.value()).isNotNull());
    assertThat(dataset.getStatus().gates().summary()).isEqualTo("3/4");
    assertThat(version.getStatus().gates())
        .filteredOn(g -> g.verdict() == Verdict.FAILED)
        .allSatisfy(g -> assertThat(g.message()).contains("above the maximum 0.1"));
  }

  @Test
  void theStatusTellsWhatThePublishedVersionWasMadeFrom() {
    var lineage = dataset.getStatus().lineage();

    assertThat(lineage.generatorVersion()).isEqualTo("patients-v1");
    assertThat(lineage.modelDigest())
        .isEqualTo(WORLD.generator("patients").getStatus().readyVersion().modelDigest());
    assertThat(lineage.sourceDigest())
        .isEqualTo(WORLD.storage().sha256(Storage.REAL_DATA, "patients.csv"));
    assertThat(lineage.seed()).isEqualTo(42);
  }

  @Test
  void allResourcesAreCurrentByKstatus() {
    for (var resource :
        List.of(
            dataset, version, WORLD.generator("patients"), WORLD.generatorVersion("patients-v1"))) {
      assertThat(Status.isTrue(resource, "Ready")).as(resource.getKind()).isTrue();
      assertThat(Status.condition(resource, "Reconciling")).as(resource.getKind()).isEmpty();
      assertThat(Status.condition(resource, "Stalled")).as(resource.getKind()).isEmpty();
      assertThat(Status.conditions(resource))
          .allSatisfy(
              c -> {
                assertThat(c.getObservedGeneration())
                    .isEqualTo(resource.getMetadata().getGeneration());
                assertThat(c.getReason()).isNotBlank();
                assertThat(c.getMessage()).isNotBlank();
                assertThat(c.getLastTransitionTime()).isNotBlank();
              });
    }
  }

  @Test
  void domainConditionsTellTheSteps() {
    assertThat(Status.conditions(version))
        .filteredOn(c -> c.getStatus().equals("True"))
        .extracting(Condition::getType)
        .contains("Generated", "Evaluated", "GatesPassed", "Published");
    assertThat(Status.conditions(dataset))
        .filteredOn(c -> c.getStatus().equals("True"))
        .extracting(Condition::getType)
        .contains("Fresh", "LineageRecorded");
    assertThat(Status.conditions(WORLD.generatorVersion("patients-v1")))
        .extracting(Condition::getType)
        .contains("SourceResolved", "Fitted");
  }

  @Test
  void theNextRefreshIsPlanned() {
    assertThat(dataset.getStatus().nextRefreshTime()).isNotNull();
    assertThat(dataset.getStatus().lastRefreshTime()).isNotNull();
  }

  @Test
  void transitionsAreToldByEvents() {
    assertThat(WORLD.eventsOf(dataset)).contains("VersionCreated", "Succeeded");
    assertThat(WORLD.eventsOf(version)).contains("Published");
    assertThat(WORLD.eventsOf(WORLD.generatorVersion("patients-v1"))).contains("Fitted");
  }

  @Test
  void aTableOfDatasetsShowsWhatIsPublished() throws Exception {
    var row = row("syntheticdatasets", "published");

    assertThat(row)
        .containsEntry("Ready", "True")
        .containsEntry("Published", "published-v1")
        .containsEntry("Rows", "600")
        .containsEntry("Gates", "3/4")
        .containsEntry("Fresh", "True");
  }

  @Test
  void aTableOfVersionsShowsWhereTheyAre() throws Exception {
    assertThat(row("syntheticdatasetversions", "published-v1"))
        .containsEntry("Dataset", "published")
        .containsEntry("Phase", "Published")
        .containsEntry("Why", "Initial")
        .containsEntry("Generator", "patients-v1");
  }

  @Test
  void anIdleResourceIsNotWrittenAgain() {
    var before = WORLD.dataset("published").getMetadata().getResourceVersion();

    // Something else happens meanwhile: a generator nobody uses is fitted from end to end.
    WORLD.apply(Resource.generator("bystander"));
    WORLD.awaitFitted("bystander", 1);

    assertThat(WORLD.dataset("published").getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void theTasksOfAVersionRanOnceEach() {
    assertThat(version.getStatus().tasks())
        .extracting(t -> t.name() + " " + t.attempts())
        .containsExactly("generate 1", "evaluate 1", "publish 1");
    assertThat(version.getStatus().phase()).isEqualTo(Phase.PUBLISHED);
  }

  /** A row of the table that kubectl prints: cells by column. */
  private static Map<String, String> row(String plural, String name) throws Exception {
    var api = WORLD.cluster().api();
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    api.url()
                        + "/apis/syntheticdata.dev/v1alpha1/namespaces/default/"
                        + plural
                        + "/"
                        + name))
            .header("Authorization", "Bearer " + api.token())
            .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
            .build();
    var body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    var table = new ObjectMapper().readTree(body);
    var columns = new ArrayList<String>();
    table.get("columnDefinitions").forEach(c -> columns.add(c.get("name").asText()));
    var cells = table.get("rows").get(0).get("cells");
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i).asText());
    }
    return row;
  }
}
