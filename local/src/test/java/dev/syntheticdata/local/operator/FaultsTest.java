package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.local.apiserver.RequestFilter.Drop;
import dev.syntheticdata.local.apiserver.RequestFilter.Refuse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * An API server that fails now and then holds a life up but changes nothing of how it ends. The
 * client under the operator does not try again by itself, so that each fault reaches it.
 */
class FaultsTest {

  private static final String AGENT = "operator";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Refuse UNAVAILABLE =
      new Refuse(503, "ServiceUnavailable", "the server is currently unable to handle the request");

  /** As many as fit into a life in which each step is tried again. */
  private static final int BURST = 8;

  private static final Predicate<ApiCall> MINE = call -> call.userAgent().equals(AGENT);
  private static final Predicate<ApiCall> WRITES = MINE.and(ApiCall::isWrite);
  private static final Predicate<ApiCall> WATCHES = MINE.and(ApiCall::isWatch);

  /** Reads of resources; discovery is none of them. */
  private static final Predicate<ApiCall> READS =
      MINE.and(call -> !call.isWrite() && AccessRequest.of(call).isPresent());

  @Test
  void conflictsOnWrites() throws Exception {
    var conflict = new Refuse(409, "Conflict", "the object has been modified");
    survives(Faults.before(WRITES, conflict, BURST));
  }

  @Test
  void throttledWrites() throws Exception {
    survives(Faults.before(WRITES, new Refuse(429, "TooManyRequests", "slow down"), BURST));
  }

  @Test
  void writesToAServerThatIsUnavailable() throws Exception {
    survives(Faults.before(WRITES, UNAVAILABLE, BURST));
  }

  @Test
  void writesThatTakeEffectThoughTheAnswerSaysThatTheServerIsUnavailable() throws Exception {
    survives(Faults.after(WRITES, UNAVAILABLE, BURST));
  }

  @Test
  void writesWhoseAnswersAreLost() throws Exception {
    survives(Faults.after(WRITES, new Drop(), BURST));
  }

  @Test
  void readsOfAServerThatIsUnavailable() throws Exception {
    survives(Faults.before(READS, UNAVAILABLE, BURST));
  }

  @Test
  void throttledReads() throws Exception {
    survives(Faults.before(READS, new Refuse(429, "TooManyRequests", "slow down"), BURST));
  }

  @Test
  void watchesThatBreak() throws Exception {
    survives(Faults.before(WATCHES, new Drop(), BURST));
  }

  @Test
  void watchesThatEndAllTheTimeAndBreakWhenTheyAreTakenUpAgain() throws Exception {
    var defaults = LocalApiServer.Config.defaults();
    survives(
        Faults.before(WATCHES, new Drop(), BURST),
        new LocalApiServer.Config(
            defaults.port(),
            defaults.podLogs(),
            defaults.filter(),
            defaults.clock(),
            defaults.random(),
            defaults.rememberedEvents(),
            defaults.bookmarkInterval(),
            Duration.ofMillis(100)));
  }

  private static void survives(Faults faults) throws Exception {
    survives(faults, LocalApiServer.Config.defaults());
  }

  private static void survives(Faults faults, LocalApiServer.Config config) throws Exception {
    try (var api = LocalApiServer.start(config.withFilter(faults));
        var user = OperatorUnderTest.client(api, "user");
        var cluster = OperatorUnderTest.client(api, "cluster");
        var jobs = new FakeJobs(cluster, new FakeWorker());
        var operator = new OperatorUnderTest(api, AGENT, Clock.systemUTC())) {
      api.applyCrds(Path.of("../crds"));
      operator.start();
      var life = new Life(user);
      life.apply("generator.yaml");
      life.apply("dataset.yaml");

      await().atMost(LIMIT).until(() -> life.isPublished("data-v1") && life.isReleased());

      assertThat(faults.injected()).as("faults").isEqualTo(BURST);
      assertThat(jobs.started())
          .isEqualTo(
              Map.of(
                  "gen-v1-fit", 1,
                  "data-v1-generate", 1,
                  "data-v1-evaluate", 1,
                  "data-v1-publish", 1));
      assertThat(life.versions()).hasSize(1);
      assertThat(life.attempts()).containsOnly(1).hasSize(4);
    }
  }
}
