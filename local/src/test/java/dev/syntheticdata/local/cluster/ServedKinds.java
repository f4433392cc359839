package dev.syntheticdata.local.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The kinds that an API server serves by CRDs. */
final class ServedKinds {

  private ServedKinds() {}

  /** Whether their fields are told of, which begins a little later than that they are served. */
  static boolean areDescribed(KubernetesClient client) {
    return client
        .genericKubernetesResources("apiextensions.k8s.io/v1", "CustomResourceDefinition")
        .list()
        .getItems()
        .stream()
        .allMatch(crd -> isDescribed(client, crd));
  }

  private static boolean isDescribed(KubernetesClient client, GenericKubernetesResource crd) {
    String group = crd.get("spec", "group");
    String version = crd.get("spec", "versions", 0, "name");
    String kind = crd.get("spec", "names", "kind");
    var described = client.raw("/openapi/v3/apis/" + group + "/" + version);
    return described != null && described.contains("\"kind\":\"" + kind + "\"");
  }
}
