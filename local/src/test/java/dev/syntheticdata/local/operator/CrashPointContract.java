package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The operator is stopped after each of its writes in turn: the write took effect, but its answer
 * never came, and nothing that it does afterwards reaches the API server. Another operator takes
 * over. Wherever that happens, the life ends as if it had not.
 */
abstract class CrashPointContract {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  /** A life that writes more often than this is not the one that was designed. */
  private static final int MOST_WRITES = 60;

  /** An API server that knows the CRDs and has nothing to do. */
  abstract FilteredApi startServer(RequestFilter filter) throws Exception;

  @Test
  @Fault(
      of = Part.OPERATOR,
      fault = "The operator is killed right after a write",
      made =
          "its n-th write takes effect, the answer and all further requests are dropped, another"
              + " operator is started; for each n until a life has no n-th write",
      outcome = "As if it had not stopped, for every n",
      meanwhile = "Conditions stay as they are until an operator is there; Jobs go on")
  void aStopAfterAnyWriteNeitherRepeatsNorLosesAStep() throws Exception {
    int stops = 0;
    while (live(stops + 1)) {
      stops++;
      assertThat(stops).as("writes of one life").isLessThan(MOST_WRITES);
    }
    // Fewer would mean that the stops were not where the writes are: 2 versions, 4 Jobs, 4
    // documents and a status after each step are written in any case.
    assertThat(stops).as("writes of one life").isGreaterThan(18);
  }

  /**
   * One life with a stop after the n-th write of the first operator.
   *
   * @return whether there was an n-th write
   */
  private boolean live(int n) throws Exception {
    var crash = new CrashAfterWrite(n);
    try (var api = startServer(crash);
        var user = api.client("user");
        var cluster = api.client("cluster");
        var jobs = new FakeJobs(cluster, new FakeWorker())) {
      var life = new Life(user);
      life.apply("generator.yaml");
      life.apply("dataset.yaml");
      try (var first = operator(api, CrashAfterWrite.VICTIM)) {
        first.start();
        await().atMost(LIMIT).until(() -> crash.happened() || life.isAtRest());
      }
      var where = "with a stop after write " + n + ", " + crash.last();
      if (crash.happened()) {
        try (var second = operator(api, "second-operator")) {
          second.start();
          await().atMost(LIMIT).alias("at rest " + where).until(life::isAtRest);
        }
      }
      assertThat(crash.created("jobs")).as("Jobs created, %s", where).isEqualTo(4);
      assertThat(crash.created("generatorversions")).as("generator versions, %s", where).isOne();
      assertThat(crash.created("syntheticdatasetversions")).as("versions, %s", where).isOne();
      new Aftermath(user, life, where).isThatOfALifeWithoutFaults(jobs);
      return crash.happened();
    }
  }

  private static OperatorUnderTest operator(FilteredApi api, String agent) {
    return new OperatorUnderTest(api.client(agent), Clock.systemUTC());
  }
}
