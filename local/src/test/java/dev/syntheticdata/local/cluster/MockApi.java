package dev.syntheticdata.local.cluster;

import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;

/** The fabric8 mock server: an API server that is not ours, though a lenient one. */
public final class MockApi {

  private MockApi() {}

  /** Starts one that keeps what it is given, without TLS. */
  public static KubernetesMockServer start(KubernetesCrudDispatcher dispatcher) {
    var server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
    server.init();
    return server;
  }
}
