package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import dev.syntheticdata.operator.ApiClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * API server, etcd and the way to them go away in the middle of a life and come back. The
 * operator's client is set up as it is shipped: it watches by WebSockets and tries again by itself.
 */
@RunsOn(Server.KUBE_APISERVER)
class ControlPlaneFaultsTest extends BehindCable {

  /** Clients wait up to half a minute before they connect again. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private static final int BREAKS = 20;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger probesFailed = new AtomicInteger();
  private ScheduledFuture<?> probing;

  @BeforeEach
  void start() {
    var client = ApiClient.connect(throughCable().build(), Duration.ofSeconds(20));
    operator = new OperatorUnderTest(client, Clock.systemUTC());
    operator.start();
    probing = timer.scheduleWithFixedDelay(this::probe, 0, 50, TimeUnit.MILLISECONDS);
  }

  private void probe() {
    if (!operator.isAlive()) {
      probesFailed.incrementAndGet();
    }
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gen-v1-fit", "data-v1-generate"})
  @Fault(
      of = Part.API_SERVER,
      fault = "The API server is restarted while a Job runs",
      made = "its process is killed and started again, during the fit and during the generation",
      outcome = "The operator is the same process, and its liveness probe never failed",
      meanwhile = "No answer from the API; Jobs go on")
  void theApiServerIsRestartedWhile(String job) {
    applyAndHold(job);

    plane.restartApiServer();
    jobs.finish(job);

    awaitTheEnd();
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "The API server is restarted right after a Job has finished",
      made = "its process is killed once the Job of the generation tells that it is complete",
      outcome = "The result is found though nobody was told of it; the liveness probe never failed",
      meanwhile = "No answer from the API")
  void theApiServerIsRestartedRightAfterAJobFinished() {
    applyAndHold("data-v1-generate");
    jobs.finish("data-v1-generate");
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(LIMIT)
        .until(() -> life.isComplete("data-v1-generate"));

    plane.restartApiServer();

    awaitTheEnd();
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "etcd is restarted",
      made = "its process is killed and started again with its data, during the generation",
      outcome = "The operator is the same process, and its liveness probe never failed",
      meanwhile = "Requests fail or hang until etcd is back")
  void etcdIsRestarted() {
    applyAndHold("data-v1-generate");

    plane.restartEtcd();
    jobs.finish("data-v1-generate");

    awaitTheEnd();
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "etcd stands still for 20 s",
      made = "SIGSTOP and SIGCONT; the Job of the generation finishes meanwhile",
      outcome = "The operator is the same process, and its liveness probe never failed",
      meanwhile = "Requests hang and time out; Jobs go on")
  void etcdStandsStill() throws InterruptedException {
    applyAndHold("data-v1-generate");

    plane.freezeEtcd();
    try {
      jobs.finish("data-v1-generate");
      // The length of the outage is the fault; there is nothing to wait for.
      TimeUnit.SECONDS.sleep(20);
    } finally {
      plane.thawEtcd();
    }

    awaitTheEnd();
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "All connections of the operator break, again and again",
      made = "a proxy that closes them all every 200 ms, for 20 times",
      outcome = "Watches are taken up again; the liveness probe never failed",
      meanwhile = "Changes are noticed later")
  void connectionsBreakAllTheTime() {
    var breaks = new AtomicInteger();
    var broken = new AtomicInteger();
    var breaking =
        timer.scheduleWithFixedDelay(
            () -> {
              if (breaks.getAndIncrement() < BREAKS) {
                broken.addAndGet(cable.breakConnections());
              }
            },
            0,
            200,
            TimeUnit.MILLISECONDS);

    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    await().atMost(LIMIT).until(() -> breaks.get() > BREAKS);
    breaking.cancel(false);

    assertThat(broken).as("connections broken").hasValueGreaterThan(BREAKS);
    awaitTheEnd();
  }

  @Test
  @Fault(
      of = Part.API_SERVER,
      fault = "The operator is cut off, and the history it missed is forgotten",
      made =
          "its connections are closed and refused; meanwhile the Job finishes, etcd is compacted and"
              + " the API server restarted, which answers 410 to a watch from before",
      outcome = "The operator lists anew; its liveness probe never failed",
      meanwhile = "Changes are noticed when the connection is back")
  void theHistoryThatTheOperatorMissedIsForgotten() {
    applyAndHold("data-v1-generate");
    var seen = user.batch().v1().jobs().list().getMetadata().getResourceVersion();
    cable.cut();
    jobs.finish("data-v1-generate");
    await().atMost(LIMIT).until(() -> life.isComplete("data-v1-generate"));

    plane.forgetHistory();
    assertThat(watchJobsFrom(seen)).contains("\"code\":410");
    cable.mend();

    awaitTheEnd();
  }

  private String watchJobsFrom(String resourceVersion) {
    return user.raw(
        "/apis/batch/v1/namespaces/default/jobs?watch=true&timeoutSeconds=1&resourceVersion="
            + resourceVersion);
  }

  /** Lets a life begin, and returns while a Job of it is at work. */
  private void applyAndHold(String job) {
    jobs.hold(job);
    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    await().atMost(LIMIT).until(() -> jobs.isHeld(job));
  }

  private void awaitTheEnd() {
    await().atMost(LIMIT).until(life::isAtRest);

    new Aftermath(user, life, "after the fault").isThatOfALifeWithoutFaults(jobs);
    assertThat(probing.isDone()).as("probing has ended").isFalse();
    assertThat(probesFailed).as("liveness probes that failed").hasValue(0);
  }
}
