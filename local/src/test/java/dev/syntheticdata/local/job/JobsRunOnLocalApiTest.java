package dev.syntheticdata.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.HttpWatchClient;
import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.local.apiserver.RequestFilter;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The API server of local mode. */
class JobsRunOnLocalApiTest extends JobsRunContract {
  private final AtomicInteger writes = new AtomicInteger();
  private volatile boolean unsteady;
  private LocalApiServer server;

  @Override
  KubernetesClient startServer() throws Exception {
    server = LocalApiServer.start(LocalApiServer.Config.defaults().withFilter(unsteadiness()));
    // The client's own patience is not what is tested.
    return HttpWatchClient.of(
        HttpWatchClient.config(server.url().toString(), server.token())
            .withRequestRetryBackoffLimit(0)
            .build());
  }

  /** Refuses every other write, except those that create Jobs, which are the test's own. */
  private RequestFilter unsteadiness() {
    return new RequestFilter() {
      @Override
      public Verdict before(ApiCall call) {
        boolean exempt = !call.isWrite() || !unsteady || call.path().endsWith("/jobs");
        return exempt || writes.incrementAndGet() % 2 == 0
            ? new Proceed()
            : new Refuse(503, "ServiceUnavailable", "not now");
      }
    };
  }

  @Test
  void aJobIsBroughtToItsEndAlthoughTheServerRefusesEveryOtherWrite() {
    unsteady = true;
    create(
        job(
            "unsteady",
            sh("true"),
            j -> j.editSpec().withCompletions(2).withParallelism(2).endSpec()));
    assertThat(awaitCondition("unsteady", "Complete").getStatus().getSucceeded()).isEqualTo(2);
    assertThat(writes).hasValueGreaterThan(9);
    assertThat(client.pods().inNamespace(NAMESPACE).list().getItems()).hasSize(2);
  }

  @Override
  void stopServer() {
    client.close();
    server.close();
  }
}
