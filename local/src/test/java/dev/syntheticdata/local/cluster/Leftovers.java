package dev.syntheticdata.local.cluster;

import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;

/** What tests leave behind in the namespace of a client; no operator may run beside. */
final class Leftovers {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Parents first, so that the garbage collector does not work beside. */
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          SyntheticDataset.class,
          Generator.class,
          SyntheticDatasetVersion.class,
          GeneratorVersion.class,
          Job.class,
          Pod.class,
          ConfigMap.class,
          Secret.class,
          Event.class);

  private Leftovers() {}

  static void remove(KubernetesClient client) {
    KINDS.forEach(
        kind ->
            await(kind.getSimpleName())
                .pollDelay(Duration.ZERO)
                .atMost(LIMIT)
                .until(() -> none(client, kind)));
  }

  /** Deletes all of a kind, without waiting for those that hold a finalizer. */
  private static <T extends HasMetadata> boolean none(KubernetesClient client, Class<T> kind) {
    var left = client.resources(kind).list().getItems();
    if (left.isEmpty()) {
      return true;
    }
    client.resources(kind).withGracePeriod(0).delete();
    left.stream()
        .filter(item -> !item.getMetadata().getFinalizers().isEmpty())
        .forEach(
            item ->
                client
                    .resources(kind)
                    .withName(item.getMetadata().getName())
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"finalizers\":null}}"));
    return false;
  }
}
