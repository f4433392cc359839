package dev.syntheticdata.operator.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.golden.Decided;
import dev.syntheticdata.operator.golden.GoldenCase;
import dev.syntheticdata.operator.parent.VersionHistory;
import dev.syntheticdata.operator.policy.DatasetPolicy;
import dev.syntheticdata.operator.policy.Decision;
import dev.syntheticdata.operator.policy.GeneratorResolution;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is decided about a dataset, which version is created, and what its status says, on 10 March
 * 2026 at noon: {@code golden/statuses/dataset}.
 */
@EnableKubernetesMockClient(crud = true, https = false)
class DatasetGoldenTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String IMAGE = "registry.example.com/generator-worker@sha256:abc";

  KubernetesClient client;

  @TestFactory
  Stream<DynamicTest> aDatasetIsKeptAsItsOwnerWants() {
    return GoldenCase.tests("statuses/dataset", this::check);
  }

  private void check(GoldenCase golden) {
    var dataset = golden.in("in-dataset.yaml", SyntheticDataset.class);
    var generator = golden.find("in-generator.yaml", Generator.class).orElse(null);
    var generatorVersion =
        golden.find("in-generatorversion.yaml", GeneratorVersion.class).orElse(null);
    var versions = golden.all("in-datasetversion", SyntheticDatasetVersion.class);
    var observation =
        new DatasetObservation(
            dataset, generator, generatorVersion, history(dataset, versions), NOW);

    var decision = DatasetPolicy.decide(observation.decisionFacts());
    golden.out("out-decision.yaml", Decided.of(decision));
    if (decision instanceof Decision.Create create) {
      var created = created(dataset, observation, create, generator);
      golden.out("out-datasetversion.yaml", created);
      created.getMetadata().setCreationTimestamp(NOW.toString());
      created.getMetadata().setUid("44444444-aaaa-4aaa-8aaa-00000000000c");
      observation = observation.with(created);
    }
    var status = new DatasetStatuses(CLOCK).of(observation.statusFacts(decision));
    golden.out("out-status.yaml", status);

    dataset.setStatus(status);
    var again =
        new DatasetObservation(
            dataset,
            generator,
            generatorVersion,
            history(dataset, observation.history().all()),
            NOW.plusSeconds(1));
    var decidedAgain = DatasetPolicy.decide(again.decisionFacts());
    assertThat(decidedAgain).as("no version is made twice").isNotInstanceOf(Decision.Create.class);
    assertThat(new DatasetStatuses(CLOCK).of(again.statusFacts(decidedAgain)))
        .as("the same said again is no write")
        .isEqualTo(status);
  }

  private VersionHistory<SyntheticDatasetVersion> history(
      SyntheticDataset dataset, List<SyntheticDatasetVersion> versions) {
    var recorded = dataset.getStatus() == null ? null : dataset.getStatus().latestVersion();
    return VersionHistory.of(
        client,
        dataset,
        versions,
        recorded,
        SyntheticDatasetVersion.class,
        v -> v.getSpec().revision());
  }

  private static SyntheticDatasetVersion created(
      SyntheticDataset dataset,
      DatasetObservation observation,
      Decision.Create create,
      Generator generator) {
    var resolved = (GeneratorResolution.Resolved) observation.resolution();
    return DatasetInputs.version(
        dataset,
        observation.history().nextRevision(),
        create.reason(),
        observation.schedule().due(),
        resolved.version(),
        generator,
        IMAGE);
  }
}
