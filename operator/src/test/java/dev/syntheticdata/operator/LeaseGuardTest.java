package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The elector's own lock writes, and a clock that the test turns. */
class LeaseGuardTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final OperatorSettings.LeaderElection ELECTION =
      new OperatorSettings.LeaderElection("operator", "default", "me");

  private final AtomicInteger ended = new AtomicInteger();
  private volatile Instant now = START;
  private volatile int code = 201;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var answer = exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(code, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private LeaseGuard guard() {
    var clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    return new LeaseGuard(ELECTION, clock, ended::incrementAndGet);
  }

  private void writeLease(LeaseGuard guard, Instant renewTime) {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withRequestRetryBackoffLimit(0)
            .build();
    try (var client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(b -> b.addOrReplaceInterceptor("lease", guard))
            .build()) {
      var time = ZonedDateTime.ofInstant(renewTime, ZoneOffset.UTC);
      new LeaseLock("default", "operator", "me")
          .create(client, new LeaderElectionRecord("me", Duration.ofSeconds(15), time, time, 0));
    }
  }

  /** The client hands the answer on before, or after, the guard sees it. */
  private void renew(LeaseGuard guard, Instant renewTime) {
    writeLease(guard, renewTime);
    await("the renewal is noted").until(() -> renewTime.equals(guard.renewed()));
  }

  @Test
  void aReplicaThatNeverLedIsLeftAlone() {
    var guard = guard();
    now = START.plusSeconds(1000);

    guard.check();

    assertThat(ended).hasValue(0);
  }

  @Test
  void aRenewedLeaseIsFineUntilTheDeadline() {
    var guard = guard();
    renew(guard, START);
    now = START.plus(LeaseGuard.DEADLINE);
    guard.check();
    assertThat(ended).hasValue(0);

    now = now.plusMillis(1);
    guard.check();

    assertThat(ended).hasValue(1);
  }

  @Test
  void aRenewalCounts() {
    var guard = guard();
    renew(guard, START);
    renew(guard, START.plusSeconds(8));
    now = START.plusSeconds(17);

    guard.check();

    assertThat(ended).hasValue(0);
  }

  @Test
  void aRefusedRenewalDoesNotCount() {
    var guard = guard();
    renew(guard, START);
    code = 409;
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> writeLease(guard, START.plusSeconds(8)));
    now = START.plusSeconds(11);

    guard.check();

    assertThat(ended).hasValue(1);
  }

  @Test
  void aLeaseThatIsOldBeforeItIsWrittenIsNotWritten() {
    var guard = guard();
    now = START.plus(LeaseGuard.LONGEST_ASKED).plusMillis(1);

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> writeLease(guard, START))
        .withMessageContaining("asked for too long");
    renew(guard, now);
    now = now.plus(LeaseGuard.DEADLINE);
    guard.check();

    assertThat(ended).hasValue(0);
  }
}
