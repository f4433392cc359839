package dev.syntheticdata.operator.generator;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Versions that retention must not touch: the latest, the one that is ready, those that datasets
 * are pinned to, and those that dataset versions at work are made from.
 */
final class VersionsInUse {

  private VersionsInUse() {}

  /** Their names. Datasets are asked for only where there are versions that might go. */
  static Set<String> names(
      KubernetesClient client, Generator generator, GeneratorObservation observation) {
    var names = new HashSet<String>();
    Stream.of(observation.latest(), observation.ready())
        .filter(Objects::nonNull)
        .forEach(v -> names.add(v.getMetadata().getName()));
    if (observation.history().all().size() > names.size()) {
      var namespace = generator.getMetadata().getNamespace();
      list(client, SyntheticDataset.class, namespace)
          .map(dataset -> dataset.getSpec().generatorRef().version())
          .filter(Objects::nonNull)
          .forEach(names::add);
      list(client, SyntheticDatasetVersion.class, namespace)
          .filter(
              v ->
                  v.getStatus() == null
                      || v.getStatus().phase() == null
                      || !v.getStatus().phase().isTerminal())
          .forEach(v -> names.add(v.getSpec().generatorVersion().name()));
    }
    return names;
  }

  private static <T extends HasMetadata> Stream<T> list(
      KubernetesClient client, Class<T> type, String namespace) {
    return client.resources(type).inNamespace(namespace).list().getItems().stream();
  }
}
