package dev.syntheticdata.operator.dataset;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.operator.LeanStore;
import dev.syntheticdata.operator.OwnedSources;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The generators of datasets: a change of one wakes the datasets that refer to it. */
final class GeneratorSources {

  private static final String BY_GENERATOR = "by-generator";

  private final InformerEventSource<Generator, SyntheticDataset> generators;
  private final InformerEventSource<GeneratorVersion, SyntheticDataset> versions;

  GeneratorSources(EventSourceContext<SyntheticDataset> context) {
    context
        .getPrimaryCache()
        .addIndexer(
            BY_GENERATOR,
            dataset ->
                List.of(
                    key(
                        dataset.getMetadata().getNamespace(),
                        dataset.getSpec().generatorRef().name())));
    generators = source(Generator.class, "generators", g -> g.getMetadata().getName(), context);
    versions =
        source(
            GeneratorVersion.class,
            "generator-versions",
            v -> v.getSpec().generatorRef().name(),
            context);
  }

  private static <R extends HasMetadata> InformerEventSource<R, SyntheticDataset> source(
      Class<R> type,
      String name,
      Function<R, String> generatorOf,
      EventSourceContext<SyntheticDataset> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, SyntheticDataset.class)
            .withName(name)
            .withItemStore(OwnedSources.store(context))
            .withInformerListLimit(LeanStore.PAGE)
            .withSecondaryToPrimaryMapper(
                resource ->
                    context
                        .getPrimaryCache()
                        .byIndex(
                            BY_GENERATOR,
                            key(resource.getMetadata().getNamespace(), generatorOf.apply(resource)))
                        .stream()
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
            // Many datasets refer to one generator; the cache is read by name instead.
            .withPrimaryToSecondaryMapper((SyntheticDataset dataset) -> Set.of())
            .build(),
        context);
  }

  List<EventSource<?, SyntheticDataset>> all() {
    return List.of(generators, versions);
  }

  Optional<Generator> generator(SyntheticDataset dataset) {
    return generators.get(id(dataset, dataset.getSpec().generatorRef().name()));
  }

  Optional<GeneratorVersion> version(
      SyntheticDataset dataset, String name, Context<SyntheticDataset> context) {
    if (name == null) {
      return Optional.empty();
    }
    // The generator's status may tell of a version that the cache does not hold yet.
    return versions
        .get(id(dataset, name))
        .or(
            () ->
                Optional.ofNullable(
                    context
                        .getClient()
                        .resources(GeneratorVersion.class)
                        .inNamespace(dataset.getMetadata().getNamespace())
                        .withName(name)
                        .get()));
  }

  private static ResourceID id(SyntheticDataset dataset, String name) {
    return new ResourceID(name, dataset.getMetadata().getNamespace());
  }

  private static String key(String namespace, String generator) {
    return namespace + "/" + generator;
  }
}
