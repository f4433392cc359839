package dev.syntheticdata.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;

/** How the operator speaks with the API server. */
public final class ApiServerAccess {

  private ApiServerAccess() {}

  /** As the pod's service account or the environment says where it is, and who asks. */
  static Config fromEnvironment() {
    return overPlainHttp(new ConfigBuilder().build());
  }

  /**
   * A connection of HTTP/1.1 for each request at a time, and watches that are responses without an
   * end. Over WebSockets, and over streams of HTTP/2, the JDK's client at times does not tell that
   * the connection broke: nothing more is heard of the resources that were watched over it until
   * the process is started anew (docs/decisions/0015-plain-http.md).
   *
   * @param config where the API server is and who asks, left as it is
   */
  public static Config overPlainHttp(Config config) {
    return new ConfigBuilder(config).withOnlyHttpWatches(true).withHttp2Disable(true).build();
  }
}
