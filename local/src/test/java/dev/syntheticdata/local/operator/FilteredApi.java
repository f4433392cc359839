package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.HttpWatchClient;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.cluster.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** An API server that knows the CRDs, with a filter that sees all that its clients ask for. */
final class FilteredApi implements AutoCloseable {

  /** Longer than any test. */
  static final Duration LONG_WATCHES = Duration.ofMinutes(45);

  private final String url;
  private final String token;
  private final Runnable stop;

  private FilteredApi(String url, String token, Runnable stop) {
    this.url = url;
    this.token = token;
    this.stop = stop;
  }

  /** That of local mode. */
  static FilteredApi local(RequestFilter filter, Duration longestWatch) throws IOException {
    var api =
        LocalApiServer.start(
            LocalApiServer.Config.defaults().withFilter(filter).withWatchTimeout(longestWatch));
    api.applyCrds(Path.of("../crds"));
    return new FilteredApi(api.url().toString(), api.token(), api::close);
  }

  /** A real one, emptied of what tests left before. */
  static FilteredApi of(ControlPlane plane, RequestFilter filter, Duration longestWatch) {
    plane.clean();
    try (var client = plane.newClient("proxy")) {
      var config = client.getConfiguration();
      var proxy = new FilteringProxy(config, filter, longestWatch);
      return new FilteredApi(proxy.url(), config.getOauthToken(), proxy::close);
    }
  }

  /**
   * A client in the namespace default, to which each fault gets through: it tries nothing again by
   * itself.
   */
  KubernetesClient client(String userAgent) {
    return OperatorUnderTest.client(url, token, userAgent);
  }

  /** A client that tries again by itself, as the operator's does. */
  KubernetesClient patientClient(String userAgent) {
    return HttpWatchClient.of(HttpWatchClient.config(url, token).withUserAgent(userAgent).build());
  }

  @Override
  public void close() {
    stop.run();
  }
}
