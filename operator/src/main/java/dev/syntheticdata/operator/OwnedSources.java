package dev.syntheticdata.operator;

import dev.syntheticdata.operator.job.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The informers on what the operator made: by label, so that nothing foreign is ever cached. */
public final class OwnedSources {

  private OwnedSources() {}

  /** Informers on the Jobs of an owner's kind and on their pods. */
  public static <P extends HasMetadata> List<EventSource<?, P>> jobsAndPods(
      Class<P> owner, EventSourceContext<P> context) {
    var sources = new ArrayList<EventSource<?, P>>();
    sources.add(
        new InformerEventSource<Job, P>(
            InformerEventSourceConfiguration.from(Job.class, owner)
                .withName("jobs")
                .withItemStore(store(context))
                .withInformerListLimit(LeanStore.PAGE)
                .withLabelSelector(Labels.selector(owner))
                .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(owner))
                .build(),
            context));
    sources.add(
        new InformerEventSource<Pod, P>(
            InformerEventSourceConfiguration.from(Pod.class, owner)
                .withName("pods")
                .withItemStore(store(context))
                .withInformerListLimit(LeanStore.PAGE)
                .withLabelSelector(Labels.selector(owner))
                // A pod's owner is its Job; the Job's owner stands in a label.
                .withSecondaryToPrimaryMapper(
                    pod ->
                        Set.of(
                            new ResourceID(
                                pod.getMetadata().getLabels().get(Labels.OWNER),
                                pod.getMetadata().getNamespace())))
                .build(),
            context));
    return sources;
  }

  /** An informer on the versions of a parent's kind. */
  public static <V extends HasMetadata, P extends HasMetadata> EventSource<V, P> versions(
      Class<V> version, Class<P> parent, EventSourceContext<P> context) {
    return new InformerEventSource<V, P>(
        InformerEventSourceConfiguration.from(version, parent)
            .withName("versions")
            .withItemStore(store(context))
            .withInformerListLimit(LeanStore.PAGE)
            .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(parent))
            .build(),
        context);
  }

  /** What the informers of a controller keep their objects in, each its own. */
  public static <T extends HasMetadata> ItemStore<T> store(EventSourceContext<?> context) {
    return LeanStore.of(context.getControllerConfiguration().getEffectiveNamespaces());
  }
}
