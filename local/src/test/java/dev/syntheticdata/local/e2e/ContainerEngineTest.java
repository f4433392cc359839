package dev.syntheticdata.local.e2e;

import static dev.syntheticdata.local.e2e.Engines.engine;
import static dev.syntheticdata.local.e2e.Engines.generator;
import static dev.syntheticdata.local.e2e.Engines.minimal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Phase;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Engines of other makes, run by the images' commands on this machine. */
class ContainerEngineTest {

  @RegisterExtension static final World WORLD = new World();

  @ConcurrentTest
  void rowsOfAnEngineAreCheckedEvaluatedAndPublished() {
    WORLD.apply(generator("brought", minimal()));
    WORLD.apply(
        Resource.dataset("brought-rows", "brought")
            .with("spec.rows", 20_000)
            .with("spec.shards", 2)
            .with("spec.gates", "[{metric: fidelity.column-shapes, min: 0.9}]"));

    WORLD.awaitPublished("brought-rows", 1);

    var version = WORLD.version("brought-rows-v1");
    var manifest = WORLD.storage().manifest(version.getStatus().path());
    assertThat(manifest.rows()).isEqualTo(20_000);
    assertThat(
            WORLD.storage().text(Storage.SYNTHETIC_DATA, version.getStatus().path() + "/README.md"))
        .contains(
            "registry.example.com/engine:1 (minimal 1)",
            "named by a tag",
            "cannot be made again",
            "Columns are drawn independently, from the real values.");
    assertThat(
            WORLD
                .storage()
                .text(Storage.SYNTHETIC_DATA, version.getStatus().path() + "/lineage.json"))
        .contains("registry.example.com/engine:1");
  }

  @ConcurrentTest
  void anEngineSeesNoKeysAndNoFileButItsOwn() {
    WORLD.apply(
        generator(
            "curious", "sh", "-c", "cd $ENGINE_DATA && env > model/env && find . > model/files"));

    WORLD.awaitFitted("curious", 1);

    var model = WORLD.generatorVersion("curious-v1").getStatus().model();
    var archive =
        WORLD.storage().texts(Storage.MODELS, model.path()).entrySet().stream()
            .filter(object -> object.getKey().endsWith(".tar"))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining());
    assertThat(archive)
        .contains("ENGINE_DATA=", "./source/rows.csv", "./schema.json", "./task.json")
        .doesNotContain("AWS", WORLD.objects().credentials().secretKey(), "holdout");
  }

  @ConcurrentTest
  void anEngineThatFailsIsQuotedAndNotRunAgain() {
    var generator = generator("failing", "sh", "-c", "echo cannot learn from this >&2; exit 3");
    WORLD.apply(generator);

    var stalled = WORLD.awaitStalledGenerator("failing", "EngineFailed");

    assertThat(Status.message(stalled, "Stalled"))
        .contains("exit code 3", "It said: cannot learn from this");
    assertThat(
            WORLD
                .client()
                .pods()
                .inNamespace("default")
                .withLabel("batch.kubernetes.io/job-name", "failing-v1-fit")
                .list()
                .getItems())
        .hasSize(1);

    WORLD.apply(generator.with("spec.engine", engine(minimal())));
    WORLD.awaitFitted("failing", 2);
  }

  @ConcurrentTest
  void rowsThatAreNotAsTheSchemaAsksAreRefused() {
    WORLD.apply(
        generator(
            "sloppy",
            "sh",
            "-c",
            "cd $ENGINE_DATA; echo m > model/m; if [ -d out ]; then echo age > out/rows.csv; fi"));
    WORLD.apply(Resource.dataset("sloppy-rows", "sloppy"));

    var version = WORLD.awaitPhase("sloppy-rows-v1", Phase.FAILED);

    assertThat(Status.reason(version, "Ready")).isEqualTo("EngineFailed");
    assertThat(Status.message(version, "Ready")).contains("not as its schema.json asks");
  }
}
