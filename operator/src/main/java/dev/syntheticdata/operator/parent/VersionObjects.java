package dev.syntheticdata.operator.parent;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.operator.job.Labels;
import dev.syntheticdata.operator.policy.Digests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Creates versions: once each, under a name made of their parent's name and their number. */
public final class VersionObjects {

  private static final int MAX_REQUEST = 253;

  private final KubernetesClient client;

  public VersionObjects(KubernetesClient client) {
    this.client = client;
  }

  /** The name of a version. */
  public static String name(HasMetadata parent, long revision) {
    return parent.getMetadata().getName() + "-v" + revision;
  }

  /** The metadata of a version: owned by its parent, and bearing the request it was made under. */
  public static ObjectMeta metadata(HasMetadata parent, long revision) {
    var builder =
        new ObjectMetaBuilder()
            .withName(name(parent, revision))
            .withNamespace(parent.getMetadata().getNamespace())
            .addToLabels(Labels.MANAGED_BY, Labels.MANAGER)
            .addToLabels(Labels.PARENT, parent.getMetadata().getName())
            .addNewOwnerReference()
            .withApiVersion(parent.getApiVersion())
            .withKind(parent.getKind())
            .withName(parent.getMetadata().getName())
            .withUid(parent.getMetadata().getUid())
            .withController(true)
            .withBlockOwnerDeletion(true)
            .endOwnerReference();
    var request = refreshRequest(parent);
    if (request != null) {
      builder.addToAnnotations(Api.REFRESH_REQUESTED_AT, request);
    }
    return builder.build();
  }

  /**
   * The refresh asked for by an object's annotation; of a version, the one it was made under. A
   * value that is too long for a status stands by its digest.
   */
  public static String refreshRequest(HasMetadata object) {
    var annotations = object.getMetadata().getAnnotations();
    var value = annotations == null ? null : annotations.get(Api.REFRESH_REQUESTED_AT);
    return value == null || value.length() <= MAX_REQUEST ? value : Digests.of(value);
  }

  /** Whether a version belongs to this incarnation of its parent. */
  public static boolean isOwned(HasMetadata parent, HasMetadata version) {
    return version.getMetadata().getOwnerReferences().stream()
        .map(OwnerReference::getUid)
        .anyMatch(parent.getMetadata().getUid()::equals);
  }

  /**
   * Creates a version, or adopts it where it was created before.
   *
   * @return the version on the API server; empty where the name is taken by another parent's
   *     version
   */
  public <V extends HasMetadata> Optional<V> createOrAdopt(HasMetadata parent, V version) {
    try {
      return Optional.of(client.resource(version).create());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return Optional.ofNullable(client.resource(version).get()).filter(v -> isOwned(parent, v));
    }
  }
}
