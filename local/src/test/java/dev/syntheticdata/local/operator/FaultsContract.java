package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.apiserver.ApiCall;
import dev.syntheticdata.local.apiserver.RequestFilter;
import dev.syntheticdata.local.apiserver.RequestFilter.Drop;
import dev.syntheticdata.local.apiserver.RequestFilter.Refuse;
import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * An API server that fails now and then holds a life up but changes nothing of how it ends. But for
 * one test, the client under the operator does not try again by itself, so that each fault reaches
 * it.
 */
abstract class FaultsContract {

  private static final String AGENT = "operator";
  private static final Duration LIMIT = Duration.ofSeconds(120);
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
  @Fault(
      of = Part.API_SERVER,
      fault = "A write is refused with 409, again and again",
      made = "every second write is, until eight were",
      outcome = "Each step is decided again on the present state",
      meanwhile = "A step takes longer; a conflict shows in the operator's log and metrics only")
  void conflictsOnWrites() throws Exception {
    var conflict = new Refuse(409, "Conflict", "the object has been modified");
    survives(Faults.before(WRITES, conflict, BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Writes are refused with 429",
      made = "every second write is, until eight were; the client does not wait by itself",
      outcome = "Each step is tried again, later and later",
      meanwhile = "A step takes longer")
  void throttledWrites() throws Exception {
    survives(Faults.before(WRITES, new Refuse(429, "TooManyRequests", "slow down"), BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Writes are refused with 503",
      made = "every second write is, until eight were",
      outcome = "Each step is tried again, later and later",
      meanwhile = "A step takes longer")
  void writesToAServerThatIsUnavailable() throws Exception {
    survives(Faults.before(WRITES, UNAVAILABLE, BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "A write takes effect, but the answer is 503",
      made = "every second one, until eight did",
      outcome = "What is there already is found and adopted",
      meanwhile = "A step takes longer")
  void writesThatTakeEffectThoughTheAnswerSaysThatTheServerIsUnavailable() throws Exception {
    survives(Faults.after(WRITES, UNAVAILABLE, BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "A write takes effect, but its answer is lost",
      made = "the connection is closed instead; every second one, until eight were",
      outcome = "What is there already is found and adopted",
      meanwhile = "A step takes longer")
  void writesWhoseAnswersAreLost() throws Exception {
    survives(Faults.after(WRITES, new Drop(), BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Reads and watches are refused with 503",
      made = "every second one, until eight were",
      outcome = "They are tried again",
      meanwhile = "A step takes longer")
  void readsOfAServerThatIsUnavailable() throws Exception {
    survives(Faults.before(READS, UNAVAILABLE, BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Reads and watches are refused with 429",
      made = "every second one, until eight were",
      outcome = "They are tried again",
      meanwhile = "A step takes longer")
  void throttledReads() throws Exception {
    survives(Faults.before(READS, new Refuse(429, "TooManyRequests", "slow down"), BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Watches cannot be opened",
      made = "the connection is closed; every second one, until eight were",
      outcome = "They are opened again",
      meanwhile = "Changes are noticed later")
  void watchesThatBreak() throws Exception {
    survives(Faults.before(WATCHES, new Drop(), BURST));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Watches end all the time, and cannot always be opened again",
      made =
          "each is ended after 100 ms; of those that follow every second one is closed, until eight were",
      outcome = "They are taken up where they ended",
      meanwhile = "Changes are noticed later")
  void watchesThatEndAllTheTimeAndBreakWhenTheyAreTakenUpAgain() throws Exception {
    survives(Faults.before(WATCHES, new Drop(), BURST), Duration.ofMillis(100));
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "Writes are refused with 429 and `Retry-After`",
      made = "every second write is, until eight were; the client is set up as it is shipped",
      outcome = "The client waits and tries again by itself",
      meanwhile = "A step takes longer")
  void throttledWritesOfAClientThatWaits() throws Exception {
    survives(
        Faults.before(WRITES, new Refuse(429, "TooManyRequests", "slow down"), BURST),
        FilteredApi.LONG_WATCHES,
        api -> api.patientClient(AGENT));
  }

  /** An API server that knows the CRDs and has nothing to do. */
  abstract FilteredApi startServer(RequestFilter filter, Duration longestWatch) throws Exception;

  private void survives(Faults faults) throws Exception {
    survives(faults, FilteredApi.LONG_WATCHES);
  }

  private void survives(Faults faults, Duration longestWatch) throws Exception {
    survives(faults, longestWatch, api -> api.client(AGENT));
  }

  private void survives(
      Faults faults, Duration longestWatch, Function<FilteredApi, KubernetesClient> client)
      throws Exception {
    try (var api = startServer(faults, longestWatch);
        var user = api.client("user");
        var cluster = api.client("cluster");
        var jobs = new FakeJobs(cluster, new FakeWorker());
        var operator = new OperatorUnderTest(client.apply(api), Clock.systemUTC())) {
      operator.start();
      var life = new Life(user);
      life.apply("generator.yaml");
      life.apply("dataset.yaml");

      await().atMost(LIMIT).until(() -> life.isPublished("data-v1") && life.isReleased());

      assertThat(faults.injected()).as("faults").isEqualTo(BURST);
      new Aftermath(user, life, "after the faults").isThatOfALifeWithoutFaults(jobs);
    }
  }
}
