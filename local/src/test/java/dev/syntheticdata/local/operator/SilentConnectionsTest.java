package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import dev.syntheticdata.operator.ApiClient;
import dev.syntheticdata.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections to the API server that die without being closed: nobody is told, and only who asks
 * for a sign of life finds out.
 */
@RunsOn(Server.KUBE_APISERVER)
class SilentConnectionsTest extends BehindCable {

  private static final Duration PING = Duration.ofSeconds(1);

  /** Less than the client takes that is not told how often to ping: twice 30 s. */
  private static final Duration LIMIT = Duration.ofSeconds(45);

  /** What comes before the silence has time. */
  private static final Duration BEGIN_LIMIT = Duration.ofSeconds(120);

  private static final int REQUEST_MILLIS = 5_000;

  private static final String JOB = "data-v1-generate";

  private final AtomicInteger leadershipsLost = new AtomicInteger();

  private KubernetesClient client() {
    return ApiClient.connect(throughCable().withRequestTimeout(REQUEST_MILLIS).build(), PING);
  }

  /** Lets a life begin, and returns while a Job of it is at work. */
  private void hold() {
    jobs.hold(JOB);
    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    await().atMost(BEGIN_LIMIT).until(() -> jobs.isHeld(JOB));
  }

  @ParameterizedTest
  @EnumSource
  @Fault(
      of = Part.API_SERVER,
      fault = "All connections of the operator go silent, and are not closed",
      made =
          "a proxy that keeps them open and loses what is sent, both ways or from the server only",
      outcome = "The operator notices, and goes on over new connections; it leads all the time",
      meanwhile = "Changes are noticed later")
  void connectionsGoSilent(Cable.Silence way) {
    operator =
        new OperatorUnderTest(
            client(),
            new OperatorSettings.LeaderElection("silence", "default", "operator"),
            Clock.systemUTC(),
            leadershipsLost::incrementAndGet);
    operator.start();
    hold();

    assertThat(cable.silence(way)).as("connections silenced").isGreaterThan(2);
    var silent = ZonedDateTime.now();
    jobs.finish(JOB);

    await().atMost(LIMIT).until(life::isAtRest);
    await().atMost(LIMIT).until(() -> lease("silence").getRenewTime().isAfter(silent));
    new Aftermath(user, life, "after the silence").isThatOfALifeWithoutFaults(jobs);
    assertThat(leadershipsLost).as("times that it ceased to lead").hasValue(0);
    assertThat(lease("silence").getLeaseTransitions()).as("leaders that followed another").isZero();
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Watches are opened for the first time, and nothing is ever said over the connection",
      made =
          "a proxy that takes new connections and loses what is sent; it carries those that follow",
      outcome = "The operator gives the openings up, and opens its watches over other connections",
      meanwhile = "The operator is later ready")
  void watchesAreOpenedInSilence() {
    var client = client();
    // Lists go over the connection that is there; each watch has one of its own.
    client.getKubernetesVersion();
    cable.takeInSilence();
    operator = new OperatorUnderTest(client, Clock.systemUTC());
    var started = CompletableFuture.runAsync(operator::start);
    await().atMost(LIMIT).until(() -> cable.bornSilent() > 0);
    cable.speak();

    await().atMost(LIMIT).until(started::isDone);
    started.join();
    hold();
    jobs.finish(JOB);
    await().atMost(LIMIT).until(life::isAtRest);
    new Aftermath(user, life, "after the silence").isThatOfALifeWithoutFaults(jobs);
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "All connections of a leader that pings every second go silent",
      made =
          "a proxy that keeps them open and loses what is sent, both ways, before a process with"
              + " `--api-ping-seconds=1`",
      outcome = "The leader leads on, in the same process",
      meanwhile = "Changes are noticed later")
  void aLeaderThatPingsOftenLeadsOn(@TempDir Path directory) {
    user.leases().withName(OperatorProcess.LEASE).delete();
    var direct = user.getConfiguration();
    var access =
        plane
            .kubeconfig(direct.getOauthToken())
            .replace(":" + URI.create(direct.getMasterUrl()).getPort(), ":" + cable.port());
    try (var leader =
        new OperatorProcess("leader", access, directory, List.of("--api-ping-seconds=1"))) {
      hold();

      assertThat(cable.silence(Cable.Silence.BOTH_WAYS)).isGreaterThan(2);
      var silent = ZonedDateTime.now();
      jobs.finish(JOB);

      await().atMost(LIMIT).until(life::isAtRest);
      await()
          .atMost(LIMIT)
          .until(() -> lease(OperatorProcess.LEASE).getRenewTime().isAfter(silent));
      new Aftermath(user, life, "after the silence").isThatOfALifeWithoutFaults(jobs);
      assertThat(leader.isAlive()).as(leader.toString()).isTrue();
    }
  }

  private LeaseSpec lease(String name) {
    return user.leases().withName(name).get().getSpec();
  }
}
