package dev.syntheticdata.operator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.Fixtures;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** How an engine in a container is run is the generator's say as it is now. */
class DatasetEngineInputsTest {

  private static final String SMALL = "{container: {image: 'e:1', deterministic: false}}";
  private static final String LARGE =
      "{container: {image: 'e:1', deterministic: false, generate: {timeoutSeconds: 900}}}";
  private static final String OTHER = "{container: {image: 'e:2', deterministic: false}}";

  private static <T extends HasMetadata> T with(T resource, String engine, Class<T> type) {
    var yaml = Serialization.asYaml(resource).replaceAll("(?m)^  engine:\\R(    .*\\R)+", "");
    return Serialization.unmarshal(
        yaml.replaceFirst("(?m)^spec:\\R", "spec:\n  engine: " + engine + "\n"), type);
  }

  private static SyntheticDatasetVersion versionOf(Generator generator) {
    return DatasetInputs.version(
        Fixtures.dataset(),
        1,
        Reason.INITIAL,
        null,
        with(Fixtures.generatorVersion(), SMALL, GeneratorVersion.class),
        generator,
        "worker:1");
  }

  private static Generator generator(String engine) {
    return with(Fixtures.generator(), engine, Generator.class);
  }

  @Test
  void theSameEngineRunsAsTheGeneratorSaysNow() {
    var engine = versionOf(generator(LARGE)).getSpec().generatorVersion().engine();

    assertThat(engine.container().generate().timeoutSeconds()).isEqualTo(900);
  }

  @Test
  void anotherEngineThanTheModelsIsNotRun() {
    var engine = versionOf(generator(OTHER)).getSpec().generatorVersion().engine();

    assertThat(engine.container().image()).isEqualTo("e:1");
  }

  @Test
  void aVersionThatFailedIsTriedAgainWhenTheEngineRunsOtherwise() {
    SyntheticDataset dataset = Fixtures.dataset();
    var version = versionOf(generator(SMALL));
    var failed =
        Serialization.unmarshal(
            Serialization.asYaml(version) + "\nstatus: {phase: Failed}\n",
            SyntheticDatasetVersion.class);
    var hash = failed.getSpec().inputHash();

    assertThat(DatasetInputs.hashToCompare(failed, dataset.getSpec(), generator(LARGE))).isEmpty();
    assertThat(DatasetInputs.hashToCompare(failed, dataset.getSpec(), generator(SMALL)))
        .isEqualTo(hash);
    assertThat(DatasetInputs.hashToCompare(failed, dataset.getSpec(), generator(OTHER)))
        .isEqualTo(hash);
    assertThat(DatasetInputs.hashToCompare(version, dataset.getSpec(), generator(LARGE)))
        .isEqualTo(hash);
  }
}
