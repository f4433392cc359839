package dev.syntheticdata.operator;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that a replica does not outlive its Lease. The elector looks at its deadline only
 * between two requests, and a request to an API server that does not answer, which the client tries
 * again and again, keeps it from that for minutes; another replica may lead long since. So the
 * renewals that the API server accepted are noted here as they pass, and their age is watched.
 */
final class LeaseGuard implements Interceptor, AutoCloseable {

  /** The elector's own deadline, a good deal before the 15 s after which others take the Lease. */
  static final Duration DEADLINE = Duration.ofSeconds(10);

  /** So long may it take the elector to find out that it may take or renew the Lease. */
  static final Duration LONGEST_ASKED = Duration.ofSeconds(5);

  private static final long CHECK_MILLIS = 500;

  private final String path;
  private final Clock clock;
  private final Runnable whenTooOld;
  private final ScheduledExecutorService timer;
  private volatile Instant renewed;

  /**
   * @param election the Lease
   * @param whenTooOld what to do where the Lease was held and is not renewed in time
   */
  LeaseGuard(OperatorSettings.LeaderElection election, Clock clock, Runnable whenTooOld) {
    this.path = "/apis/coordination.k8s.io/v1/namespaces/" + election.namespace() + "/leases";
    this.clock = clock;
    this.whenTooOld = whenTooOld;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var thread = new Thread(task, "lease-guard");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to watch. */
  void start() {
    timer.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * The elector writes the time at which it began to ask who holds the Lease. Where that hung, as
   * it does while etcd stands still, the Lease would be about to run out when it is taken, and its
   * new holder would end at once. Refused here, the elector asks again.
   */
  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (writesLease(request) && clock.instant().isAfter(renewTime(request).plus(LONGEST_ASKED))) {
      throw new KubernetesClientException(
          "The Lease was asked for too long to be written now; it is asked for again");
    }
  }

  /** Only who holds the Lease, or takes it, writes it: what is accepted is a time of our own. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.isSuccessful() && writesLease(request)) {
      renewed = renewTime(request);
    }
  }

  /** The renewal that was accepted last, or null; noted soon after its answer is there. */
  Instant renewed() {
    return renewed;
  }

  private boolean writesLease(HttpRequest request) {
    return !request.method().equals("GET") && request.uri().getPath().startsWith(path);
  }

  private static Instant renewTime(HttpRequest request) {
    var lease = Serialization.unmarshal(request.bodyString(), GenericKubernetesResource.class);
    return Instant.parse(lease.get("spec", "renewTime"));
  }

  /** Acts where the Lease is held and too old. */
  void check() {
    if (renewed != null && clock.instant().isAfter(renewed.plus(DEADLINE))) {
      close();
      whenTooOld.run();
    }
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
