package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas as processes, of which one leads; in the middle of a life it leads no more. */
@RunsOn(Server.KUBE_APISERVER)
@ExtendWith(OnControlPlane.class)
class ReplicasTest {

  /** A lease is held for 15 s, and clients may wait for half a minute before they connect again. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private static final String JOB = "data-v1-generate";

  private static ControlPlane plane;

  @TempDir Path directory;
  private KubernetesClient user;
  private KubernetesClient cluster;
  private FakeJobs jobs;
  private Life life;
  private FilteringProxy firstProxy;
  private FilteringProxy secondProxy;
  private OperatorProcess first;
  private OperatorProcess second;
  private final Writes ofFirst = new Writes();
  private final Writes ofSecond = new Writes();

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @BeforeEach
  void start() {
    plane.clean();
    user = plane.newClient("user");
    cluster = plane.newClient("cluster");
    lease().delete();
    life = new Life(user);
    jobs = new FakeJobs(cluster, new FakeWorker());
    var config = user.getConfiguration();
    firstProxy = new FilteringProxy(config, ofFirst, FilteredApi.LONG_WATCHES);
    secondProxy = new FilteringProxy(config, ofSecond, FilteredApi.LONG_WATCHES);
    first = new OperatorProcess("first", firstProxy.url(), config.getOauthToken(), directory);
    jobs.hold(JOB);
    life.apply("generator.yaml");
    life.apply("dataset.yaml");
    awaitLeader("first");
    second = new OperatorProcess("second", secondProxy.url(), config.getOauthToken(), directory);
    await().atMost(LIMIT).until(() -> jobs.isHeld(JOB) && isTold());
    await().atMost(LIMIT).until(() -> second.toString().contains("Started"));
    assertThat(ofFirst.noted()).as("writes of the leader").isNotEmpty();
    assertThat(ofSecond.noted()).as("writes of the other").isEmpty();
  }

  /** Whether all is written that the leader has to write until the Job that is held has ended. */
  private boolean isTold() {
    var told = life.dataset().getStatus();
    return told != null
        && told.latestVersion() != null
        && told.latestVersion().phase() == Phase.GENERATING
        && life.jobs().stream()
            .filter(job -> !job.getMetadata().getName().equals(JOB))
            .allMatch(job -> job.getSpec().getTtlSecondsAfterFinished() != null);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    firstProxy.close();
    secondProxy.close();
    jobs.close();
    user.close();
    cluster.close();
  }

  @Test
  @Fault(
      of = Part.OPERATOR,
      fault = "The leader is stopped in order",
      made = "SIGTERM to the first of two processes, during the generation",
      outcome = "The other leads and goes on",
      meanwhile = "Conditions stay as they are until the other leads; Jobs go on")
  void theLeaderIsStopped() {
    first.signal("TERM");

    theOtherGoesOn();
  }

  @Test
  @Fault(
      of = Part.OPERATOR,
      fault = "The leader is killed",
      made = "SIGKILL to the first of two processes, during the generation",
      outcome = "The other leads when the Lease has run out, and goes on",
      meanwhile = "Conditions stay as they are until the other leads; Jobs go on")
  void theLeaderIsKilled() {
    first.signal("KILL");

    theOtherGoesOn();
  }

  private void theOtherGoesOn() {
    await().atMost(LIMIT).until(() -> !first.isAlive());
    int before = ofFirst.noted().size();
    awaitLeader("second");
    jobs.finish(JOB);

    awaitTheEnd();
    assertThat(ofFirst.noted()).as("writes of the one before").hasSize(before);
  }

  @Test
  @Fault(
      of = Part.OPERATOR,
      fault = "The leader stands still, another leads, and the old one comes back",
      made = "SIGSTOP, and SIGCONT when the other has ended the life",
      outcome =
          "The old leader changes no object any more, by their resource versions, and ends with exit"
              + " code 1",
      meanwhile = "Conditions stay as they are until the other leads; Jobs go on")
  void theLeaderComesBackLate() {
    first.signal("STOP");
    awaitLeader("second");
    jobs.finish(JOB);
    awaitTheEnd();
    var before = life.resourceVersions();

    first.signal("CONT");
    await().atMost(LIMIT).until(() -> !first.isAlive());

    assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
    assertThat(life.resourceVersions()).isEqualTo(before);
    awaitTheEnd();
  }

  @Test
  @Fault(
      of = Part.OPERATOR,
      fault = "The Lease cannot be renewed: etcd stands still for more than 20 s",
      made = "SIGSTOP, and SIGCONT when the leader has ended, 20 s later at the earliest",
      outcome = "The leader ends with exit code 1; the other stays, leads afterwards, and goes on",
      meanwhile = "Requests hang and time out; Jobs go on")
  void theLeaseCannotBeRenewed() throws InterruptedException {
    plane.freezeEtcd();
    try {
      jobs.finish(JOB);
      // The length of the outage is the fault; there is nothing to wait for.
      TimeUnit.SECONDS.sleep(20);
      await().atMost(LIMIT).until(() -> !first.isAlive());
    } finally {
      plane.thawEtcd();
    }

    awaitLeader("second");
    awaitTheEnd();
    assertThat(first.exitCode()).as(first.toString()).isEqualTo(1);
  }

  private void awaitLeader(String name) {
    await()
        .atMost(LIMIT)
        .alias(name + " leads")
        .until(
            () -> {
              var lease = lease().get();
              return lease != null && name.equals(lease.get("spec", "holderIdentity"));
            });
  }

  private Resource<GenericKubernetesResource> lease() {
    return user.genericKubernetesResources("coordination.k8s.io/v1", "Lease")
        .inNamespace("default")
        .withName(OperatorProcess.LEASE);
  }

  private void awaitTheEnd() {
    try {
      await().atMost(LIMIT).until(life::isAtRest);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(second + "\n" + user.batch().v1().jobs().list().getItems(), e);
    }

    new Aftermath(user, life, "after the fault").isThatOfALifeWithoutFaults(jobs);
    assertThat(ofSecond.noted()).as("writes of the other").isNotEmpty();
    assertThat(second.isAlive()).as(second.toString()).isTrue();
  }
}
