package dev.syntheticdata.local.cluster;

import dev.syntheticdata.local.apiserver.LocalApiServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/** The API server of local mode, beside a real one. */
final class LocalApi {

  private LocalApi() {}

  /** A client of it in the namespace default. */
  static KubernetesClient client(LocalApiServer api) {
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withConfig(Config.fromKubeconfig(api.kubeconfig()))
        .build();
  }
}
