package dev.syntheticdata.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;

/** How the operator speaks with the API server. */
public final class ApiServerAccess {

  private ApiServerAccess() {}

  /** As the pod's service account or the environment says where it is, and who asks. */
  static Config fromEnvironment() {
    return watchingOverHttp(new ConfigBuilder().build());
  }

  /**
   * Watches are plain HTTP responses that do not end, not WebSockets: of those of the JDK's client
   * one in some hundred never tells that its connection broke, and nothing is heard of its
   * resources until the process is started anew (docs/decisions/0015-watches-over-http.md).
   *
   * @param config where the API server is and who asks, left as it is
   */
  public static Config watchingOverHttp(Config config) {
    return new ConfigBuilder(config).withOnlyHttpWatches(true).build();
  }
}
