package dev.syntheticdata.local.operator;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorSpec;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetSpec;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.api.v1alpha1.TaskStatus;
import dev.syntheticdata.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The resources of one generator and one dataset, as a user sees them. */
final class Life {

  private static final String GENERATOR = "gen";
  private static final String DATASET = "data";

  private final KubernetesClient client;

  Life(KubernetesClient client) {
    this.client = client;
  }

  /** Applies a file of the test's resources. */
  void apply(String file) {
    try (InputStream stream = Life.class.getResourceAsStream("/operator/" + file)) {
      client.load(Objects.requireNonNull(stream, file)).items().stream()
          .forEach(item -> client.resource(item).forceConflicts().serverSideApply());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Generator generator() {
    return client.resources(Generator.class).withName(GENERATOR).get();
  }

  SyntheticDataset dataset() {
    return dataset(DATASET);
  }

  SyntheticDataset dataset(String name) {
    return client.resources(SyntheticDataset.class).withName(name).get();
  }

  /** Name to resource version of all that belongs to the first generator and dataset. */
  Map<String, String> resourceVersions() {
    var result = new TreeMap<String, String>();
    Stream.of(List.of(generator()), List.of(dataset()), generatorVersions(), versions(), jobs())
        .flatMap(List::stream)
        .map(HasMetadata.class::cast)
        .forEach(
            r ->
                result.put(
                    r.getKind() + "/" + r.getMetadata().getName(),
                    r.getMetadata().getResourceVersion()));
    return result;
  }

  /** Versions of the dataset, by their number. */
  List<SyntheticDatasetVersion> versions() {
    return client.resources(SyntheticDatasetVersion.class).list().getItems().stream()
        .sorted(Comparator.comparing(v -> v.getSpec().revision()))
        .toList();
  }

  List<GeneratorVersion> generatorVersions() {
    return client.resources(GeneratorVersion.class).list().getItems();
  }

  List<Job> jobs() {
    return client.batch().v1().jobs().list().getItems();
  }

  /** Whether a Job tells that it is complete. */
  boolean isComplete(String job) {
    return jobs().stream()
        .filter(j -> j.getMetadata().getName().equals(job))
        .anyMatch(j -> j.getStatus().getCompletionTime() != null);
  }

  /** Published, and told so by the dataset, with all finished Jobs let go. */
  boolean isAtRest() {
    var dataset = dataset();
    return dataset != null
        && dataset.getStatus() != null
        && Conditions.isTrue(dataset.getStatus().conditions(), Conditions.READY)
        && isReleased();
  }

  /** Whether all Jobs are finished and let go. */
  boolean isReleased() {
    return jobs().stream().allMatch(j -> j.getSpec().getTtlSecondsAfterFinished() != null);
  }

  /** Whether the dataset tells that a version is published and all is well. */
  boolean isPublished(String version) {
    var dataset = dataset();
    var status = dataset == null ? null : dataset.getStatus();
    return status != null
        && status.publishedVersion() != null
        && status.publishedVersion().name().equals(version)
        && Conditions.isTrue(status.conditions(), Conditions.READY);
  }

  /** Whether the dataset tells that it cannot go on, for a reason. */
  boolean isStalled(String reason) {
    var status = dataset().getStatus();
    return status != null
        && Conditions.find(status.conditions(), Conditions.STALLED)
            .filter(c -> c.getReason().equals(reason))
            .isPresent();
  }

  /** Asks for another number of rows in the dataset's spec. */
  void setRows(long rows) {
    editDataset(dataset -> dataset.setSpec(withRows(dataset.getSpec(), rows)));
  }

  /** Sets the annotation that asks for a new version of the dataset. */
  void requestRefresh(String value) {
    editDataset(
        dataset -> dataset.getMetadata().getAnnotations().put(Api.REFRESH_REQUESTED_AT, value));
  }

  /** Asks for another seed in the generator's spec. */
  void setGeneratorSeed(long seed) {
    client
        .resources(Generator.class)
        .withName(GENERATOR)
        .edit(
            generator -> {
              generator.setSpec(withSeed(generator.getSpec(), seed));
              return generator;
            });
  }

  private static GeneratorSpec withSeed(GeneratorSpec s, long seed) {
    return new GeneratorSpec(
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
        null);
  }

  private void editDataset(Consumer<SyntheticDataset> change) {
    client
        .resources(SyntheticDataset.class)
        .withName(DATASET)
        .edit(
            dataset -> {
              change.accept(dataset);
              return dataset;
            });
  }

  private static SyntheticDatasetSpec withRows(SyntheticDatasetSpec s, long rows) {
    return new SyntheticDatasetSpec(
        s.generatorRef(),
        rows,
        s.seed(),
        s.format(),
        s.shards(),
        s.purpose(),
        s.intendedUse(),
        s.riskAssessment(),
        s.output(),
        s.gates(),
        s.refresh(),
        s.retention(),
        s.job(),
        s.suspend(),
        s.conditions());
  }

  /** How often each task was started. */
  List<Integer> attempts() {
    var ofGenerator = generatorVersions().stream().flatMap(v -> v.getStatus().tasks().stream());
    var ofDataset = versions().stream().flatMap(v -> v.getStatus().tasks().stream());
    return Stream.concat(ofGenerator, ofDataset).map(TaskStatus::attempts).toList();
  }
}
