package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.apiserver.LocalApiServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The operator is stopped after each of its writes in turn: the write took effect, but its answer
 * never came, and nothing that it does afterwards reaches the API server. Another operator takes
 * over. Wherever that happens, the life ends as if it had not.
 */
class CrashPointTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** A life that writes more often than this is not the one that was designed. */
  private static final int MOST_WRITES = 60;

  @Test
  void aStopAfterAnyWriteNeitherRepeatsNorLosesAStep() throws Exception {
    int stops = 0;
    while (live(stops + 1)) {
      stops++;
      assertThat(stops).as("writes of one life").isLessThan(MOST_WRITES);
    }
    // Fewer would mean that the stops were not where the writes are: 2 versions, 4 Jobs, 4
    // documents
    // and a status after each step are written in any case.
    assertThat(stops).as("writes of one life").isGreaterThan(18);
  }

  /**
   * One life with a stop after the n-th write of the first operator.
   *
   * @return whether there was an n-th write
   */
  private static boolean live(int n) throws Exception {
    var crash = new CrashAfterWrite(n);
    try (var api = LocalApiServer.start(LocalApiServer.Config.defaults().withFilter(crash));
        var user = OperatorUnderTest.client(api, "user");
        var cluster = OperatorUnderTest.client(api, "cluster")) {
      api.applyCrds(Path.of("../crds"));
      var life = new Life(user);
      try (var jobs = new FakeJobs(cluster, new FakeWorker())) {
        life.apply("generator.yaml");
        life.apply("dataset.yaml");
        try (var first = new OperatorUnderTest(api, CrashAfterWrite.VICTIM, Clock.systemUTC())) {
          first.start();
          await().atMost(LIMIT).until(() -> crash.happened() || life.isAtRest());
        }
        if (crash.happened()) {
          try (var second = new OperatorUnderTest(api, "second-operator", Clock.systemUTC())) {
            second.start();
            await()
                .atMost(LIMIT)
                .alias("at rest after a stop after write " + n + ", " + crash.last())
                .until(life::isAtRest);
          }
        }
      }
      var where = "with a stop after write " + n + ", " + crash.last();
      assertThat(crash.created("jobs")).as("Jobs created, %s", where).isEqualTo(4);
      assertThat(crash.created("generatorversions")).as("generator versions, %s", where).isOne();
      assertThat(crash.created("syntheticdatasetversions")).as("versions, %s", where).isOne();
      assertThat(life.attempts()).as("attempts of each task, %s", where).containsOnly(1).hasSize(4);
      return crash.happened();
    }
  }
}
