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
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;

/** What tests leave behind in the namespace of a client; no operator may run beside. */
final class Leftovers {

  private static final Duration LIMIT = Duration.ofSeconds(60);

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

  /** Returns when one look at all kinds finds nothing: controllers may make pods for a moment. */
  static void remove(KubernetesClient client) {
    await("nothing is left")
        .pollDelay(Duration.ZERO)
        .atMost(LIMIT)
        .until(() -> KINDS.stream().filter(kind -> !none(client, kind)).count() == 0);
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
        .forEach(item -> letGo(client, kind, item.getMetadata().getName()));
    return false;
  }

  private static <T extends HasMetadata> void letGo(
      KubernetesClient client, Class<T> kind, String name) {
    try {
      client
          .resources(kind)
          .withName(name)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    } catch (KubernetesClientException e) {
      // Controllers let go as well, and then it is gone already.
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
