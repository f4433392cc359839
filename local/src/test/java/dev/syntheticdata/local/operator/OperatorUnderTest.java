package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.HttpWatchClient;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.operator.ManagementServer;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.time.Clock;
import java.util.Set;

/** The real operator, with a client by whose name its requests are known. */
final class OperatorUnderTest implements AutoCloseable {

  private final KubernetesClient client;
  private final OperatorRuntime runtime;

  OperatorUnderTest(LocalApiServer api, String userAgent, Clock clock) {
    this(client(api, userAgent), clock);
  }

  /**
   * @param client closed with the operator
   */
  OperatorUnderTest(KubernetesClient client, Clock clock) {
    this(client, null, clock);
  }

  /**
   * @param client closed with the operator
   * @param election null for an operator that is alone
   */
  OperatorUnderTest(
      KubernetesClient client, OperatorSettings.LeaderElection election, Clock clock) {
    this(client, election, clock, () -> {});
  }

  /**
   * @param client closed with the operator
   * @param whenLeadershipIsLost what to do when it no longer leads but was not stopped
   */
  OperatorUnderTest(
      KubernetesClient client,
      OperatorSettings.LeaderElection election,
      Clock clock,
      Runnable whenLeadershipIsLost) {
    this.client = client;
    runtime =
        new OperatorRuntime(
            client,
            new OperatorSettings(Set.of(), "worker:test", JobSettings.defaults(), 2, election),
            clock,
            Metrics.NOOP,
            whenLeadershipIsLost);
  }

  void start() {
    runtime.start();
  }

  /** What its liveness probe is told. */
  boolean isAlive() {
    return ManagementServer.healthy(runtime.info()).getAsBoolean();
  }

  static KubernetesClient client(LocalApiServer api, String userAgent) {
    return client(api.url().toString(), api.token(), userAgent);
  }

  static KubernetesClient client(String url, String token, String userAgent) {
    return HttpWatchClient.of(
        HttpWatchClient.config(url, token)
            .withUserAgent(userAgent)
            // A request that a crash swallowed must not come back by itself.
            .withRequestRetryBackoffLimit(0)
            .build());
  }

  @Override
  public void close() {
    runtime.close();
    client.close();
  }
}
