package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Of two replicas one works; when it goes, the other goes on where it was. */
@RunsOn(Server.LOCAL_API)
class LeaderElectionTest {

  /** A lease is held for 15 s. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final AtomicInteger lost = new AtomicInteger();

  /** Notes who writes anything but the lease. */
  private static final class Writers implements RequestFilter {
    final Set<String> agents = ConcurrentHashMap.newKeySet();

    @Override
    public Verdict after(ApiCall call, int code) {
      if (call.isWrite() && code < 300 && call.path().contains("syntheticdata.dev")) {
        agents.add(call.userAgent());
      }
      return new Proceed();
    }
  }

  @Test
  @Fault(
      of = Part.OPERATOR,
      fault = "The leader is stopped in order between two lives",
      made = "two replicas in one process; the generator changes when the first is stopped",
      outcome = "The other leads and makes the second version, of both",
      meanwhile = "The change is noticed when the other leads")
  void theOtherReplicaTakesOver() throws Exception {
    var writers = new Writers();
    try (var api = LocalApiServer.start(LocalApiServer.Config.defaults().withFilter(writers));
        var user = OperatorUnderTest.client(api, "user");
        var cluster = OperatorUnderTest.client(api, "cluster");
        var firstClient = OperatorUnderTest.client(api, "first");
        var secondClient = OperatorUnderTest.client(api, "second")) {
      api.applyCrds(Path.of("../crds"));
      var life = new Life(user);
      try (var jobs = new FakeJobs(cluster, new FakeWorker());
          var second = replica(secondClient, "second")) {
        try (var first = replica(firstClient, "first")) {
          first.start();
          life.apply("generator.yaml");
          life.apply("dataset.yaml");
          await().atMost(LIMIT).until(life::isAtRest);
          second.start();
          assertThat(writers.agents).contains("first").doesNotContain("second");
        }
        life.apply("generator-changed.yaml");

        // The dataset goes on telling of its first version for a moment when the second is there.
        await().atMost(LIMIT).until(() -> life.isPublished("data-v2") && life.isReleased());
        assertThat(life.versions()).hasSize(2);
        assertThat(writers.agents).contains("second");
        assertThat(jobs.started().values()).as("Jobs of each name").hasSize(8).containsOnly(1);
        assertThat(life.attempts()).as("attempts of each task").hasSize(8).containsOnly(1);
      }
      assertThat(lost).as("replicas that ended in disorder").hasValue(0);
    }
  }

  private OperatorRuntime replica(KubernetesClient client, String identity) {
    var election = new OperatorSettings.LeaderElection("operator", "default", identity);
    return new OperatorRuntime(
        client,
        new OperatorSettings(Set.of(), "worker:test", JobSettings.defaults(), 2, election),
        Clock.systemUTC(),
        Metrics.NOOP,
        lost::incrementAndGet);
  }
}
