package dev.syntheticdata.local.pod;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The few calls on pods that the runner makes. A pod is known by its uid: another pod that took the
 * name of one that is gone is left alone.
 */
final class PodApi {
  private static final Logger LOGGER = LoggerFactory.getLogger(PodApi.class);
  private static final int HTTP_UNPROCESSABLE = 422;

  private final KubernetesClient client;

  PodApi(KubernetesClient client) {
    this.client = client;
  }

  /** The pod as it is now, unless it is gone. */
  Optional<Pod> read(Pod pod) {
    Pod live =
        client
            .pods()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .get();
    return Optional.ofNullable(live)
        .filter(p -> p.getMetadata().getUid().equals(pod.getMetadata().getUid()));
  }

  /**
   * Binds the pod to the node and returns it as it is then; empty when it is gone or went to
   * another node.
   */
  Optional<Pod> bind(Pod pod, String nodeName) {
    if (!nodeName.equals(pod.getSpec().getNodeName())) {
      String namespace = pod.getMetadata().getNamespace();
      String name = pod.getMetadata().getName();
      try {
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"nodeName\":\"" + nodeName + "\"}}");
      } catch (KubernetesClientException e) {
        if (e.getCode() == HTTP_NOT_FOUND) {
          return Optional.empty();
        }
        if (e.getCode() != HTTP_UNPROCESSABLE) {
          throw e;
        }
        // A real API server lets nobody patch the node name; there is a resource of its own for it.
        client
            .bindings()
            .inNamespace(namespace)
            .resource(
                new BindingBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withNewTarget()
                    .withApiVersion("v1")
                    .withKind("Node")
                    .withName(nodeName)
                    .endTarget()
                    .build())
            .create();
      }
    }
    return read(pod).filter(p -> nodeName.equals(p.getSpec().getNodeName()));
  }

  /**
   * Stores a status, trying again as long as somebody else changes the pod at the same time.
   *
   * @param status computed from the pod as it is now
   * @return whether the pod is still there
   */
  boolean storeStatus(Pod pod, Function<Pod, PodStatus> status) {
    while (true) {
      Optional<Pod> live = read(pod);
      if (live.isEmpty()) {
        return false;
      }
      try {
        client
            .resource(new PodBuilder(live.get()).withStatus(status.apply(live.get())).build())
            .updateStatus();
        return true;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HTTP_NOT_FOUND) {
          return false;
        }
        if (e.getCode() != HTTP_CONFLICT) {
          throw e;
        }
        LOGGER
            .atDebug()
            .addKeyValue("pod", pod.getMetadata().getName())
            .log("Pod changed meanwhile; writing again");
      }
    }
  }

  /**
   * Removes the object at once: nothing of the pod runs any more.
   *
   * @return whether there was still an object
   */
  boolean remove(Pod pod) {
    Optional<Pod> live = read(pod);
    live.ifPresent(
        p ->
            client
                .pods()
                .inNamespace(p.getMetadata().getNamespace())
                .withName(p.getMetadata().getName())
                .withGracePeriod(0)
                .delete());
    return live.isPresent();
  }
}
