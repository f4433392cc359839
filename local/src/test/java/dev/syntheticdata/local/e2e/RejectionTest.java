package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.Phase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A version that fails its gates is held back, and what was published before it stays. */
class RejectionTest {

  @RegisterExtension static final World WORLD = new World();

  @ConcurrentTest
  void aDatasetOfIndependentColumnsIsRejectedUntilItsGeneratorIsABetterOne() {
    var pointer = "governed/datasets/default/rejected/latest.json";
    var generator = Resource.generator("weak").with("spec.engine", "{independent: {}}");
    WORLD.apply(generator);
    WORLD.apply(Resource.gatedDataset("rejected", "weak"));

    var rejected = WORLD.awaitStalledDataset("rejected", "GateFailed");

    assertThat(Status.message(rejected, "Stalled"))
        .contains("rejected-v1", "fidelity.column-pair-trends", "below the minimum 0.92");
    assertThat(Status.reason(rejected, "Ready")).isEqualTo("GateFailed");
    assertThat(rejected.getStatus().publishedVersion()).isNull();
    assertThat(WORLD.storage().exists(Storage.SYNTHETIC_DATA, pointer)).isFalse();
    assertThat(WORLD.eventsOf(WORLD.version("rejected-v1"))).contains("GateFailed");

    WORLD.apply(generator.with("spec.engine", "{gaussianCopula: {}}"));
    WORLD.awaitPublished("rejected", 2);

    assertThat(WORLD.version("rejected-v2").getSpec().reason()).isEqualTo("GeneratorChanged");
    assertThat(WORLD.version("rejected-v1").getStatus().phase()).isEqualTo(Phase.REJECTED);
    assertThat(WORLD.storage().pointer(pointer).version()).isEqualTo("rejected-v2");
  }

  @ConcurrentTest
  void aRejectedVersionKeepsItsEvidence() {
    WORLD.apply(Resource.generator("shuffled").with("spec.engine", "{independent: {}}"));
    WORLD.apply(
        Resource.dataset("evident", "shuffled")
            .with(
                "spec.gates",
                """
                - {metric: fidelity.detection-auc, max: 0.6}
                - {metric: fidelity.column-shapes, column: age, min: 0.5}
                - {metric: fidelity.column-shapes, column: agee, min: 0.5}
                """));

    var version = WORLD.awaitPhase("evident-v1", Phase.REJECTED);

    assertThat(WORLD.storage().digests(Storage.SYNTHETIC_DATA, version.getStatus().path()))
        .containsKeys(
            "manifest.json", "evaluation.json", "report.html", "README.md", "lineage.json")
        .doesNotContainKey("publish.json");
    assertThat(version.getStatus().gates())
        .extracting(GateResult::verdict)
        .containsExactly(Verdict.FAILED, Verdict.PASSED, Verdict.NOT_COMPUTED);
    assertThat(Status.message(version, "GatesPassed"))
        .contains("column agee: ", "name one of its columns");
    assertThat(version.getStatus().tasks())
        .extracting(t -> t.name())
        .containsExactly("generate", "evaluate");
    assertThat(Status.isTrue(version, "Evaluated")).isTrue();
    assertThat(Status.reason(version, "GatesPassed")).isEqualTo("GateFailed");
    assertThat(Status.isTrue(version, "Published")).isFalse();
  }

  @ConcurrentTest
  void whatWasPublishedStaysWhenALaterVersionIsRejected() {
    var pointer = Storage.pointerKey("staying");
    var dataset = Resource.dataset("staying", "steady");
    WORLD.apply(Resource.generator("steady"));
    WORLD.apply(dataset);
    WORLD.awaitPublished("staying", 1);
    var published = WORLD.storage().text(Storage.SYNTHETIC_DATA, pointer);

    WORLD.apply(dataset.with("spec.gates", "[{metric: fidelity.column-pair-trends, min: 0.9999}]"));
    var rejected = WORLD.awaitStalledDataset("staying", "GateFailed");

    assertThat(WORLD.storage().text(Storage.SYNTHETIC_DATA, pointer)).isEqualTo(published);
    assertThat(rejected.getStatus().publishedVersion().name()).isEqualTo("staying-v1");
    assertThat(Status.message(rejected, "Ready")).contains("staying-v1 stays published");
    assertThat(Status.reason(rejected, "Fresh")).isEqualTo("SpecChanged");

    WORLD.apply(dataset.with("spec.gates", "[{metric: fidelity.column-pair-trends, min: 0.5}]"));
    WORLD.awaitPublished("staying", 3);

    assertThat(WORLD.storage().pointer(pointer).version()).isEqualTo("staying-v3");
  }
}
