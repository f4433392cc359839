package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.local.cluster.ReservedPort;
import dev.syntheticdata.local.objectstore.EmbeddedObjectStore;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a dataset where the API server, the garbage collector and the controllers of Jobs are
 * those of Kubernetes.
 */
class LifeOnKubeApiServerTest {

  private static final String KUEUE = "kueue-admission";

  @RegisterExtension static final World WORLD = World.onControlPlane();

  private static JobHistory history;

  @BeforeAll
  static void fit() {
    history = new JobHistory(WORLD.client());
    WORLD.apply(Resource.generator("patients"));
    WORLD.awaitFitted("patients", 1);
  }

  @AfterAll
  static void stop() throws Exception {
    if (history != null) {
      history.close();
    }
  }

  @ConcurrentTest
  void aDatasetWithGatesIsPublishedAndItsJobsGoAfterTheirResultsAreRecorded() {
    WORLD.apply(Resource.gatedDataset("published", "patients"));

    var dataset = WORLD.awaitPublished("published", 1);

    assertThat(dataset.getStatus().gates().summary()).isEqualTo("3/4");
    assertThat(WORLD.storage().pointer("governed/datasets/default/published/latest.json").version())
        .isEqualTo("published-v1");
    awaitNoJobs("published-");
    assertThat(history.namesOf("published-"))
        .containsExactly("published-v1-evaluate", "published-v1-generate", "published-v1-publish");
    assertThat(history.jobs("published-v1-publish").get(0).getSpec().getTtlSecondsAfterFinished())
        .isEqualTo(KubeCluster.TTL_SECONDS);
    assertThat(WORLD.version("published-v1").getStatus().tasks())
        .extracting(t -> t.name() + " " + t.state() + " " + t.attempts())
        .containsExactly("generate SUCCEEDED 1", "evaluate SUCCEEDED 1", "publish SUCCEEDED 1");
  }

  @ConcurrentTest
  void anIndexedJobMakesTheSameBytesAsOnePodAlthoughAShardIsKilled() {
    var whole = Resource.dataset("whole", "patients").with("spec.rows", 9_000);
    WORLD.apply(whole);
    WORLD.apply(whole.as("sharded").with("spec.shards", 2));
    var job = "sharded-v1-generate";
    killOne(job);

    WORLD.awaitPublished("whole", 1);
    WORLD.awaitPublished("sharded", 1);

    assertThat(data("sharded-v1")).hasSize(2).isEqualTo(data("whole-v1"));
    assertThat(history.jobs(job)).singleElement().satisfies(j -> assertIndexed(j, "0,1"));
    assertThat(history.exitCodes(job)).containsExactly(0, 0, 137);
    assertThat(WORLD.versionsOf("sharded")).containsExactly("sharded-v1");
    assertThat(WORLD.version("sharded-v1").getStatus().tasks())
        .allSatisfy(t -> assertThat(t.attempts()).isEqualTo(1));
  }

  private static void assertIndexed(Job job, String completed) {
    assertThat(job.getSpec().getCompletionMode()).isEqualTo("Indexed");
    assertThat(job.getStatus().getCompletedIndexes()).isEqualTo(completed);
    assertThat(job.getStatus().getSucceeded()).isEqualTo(2);
    assertThat(job.getStatus().getFailed()).isEqualTo(1);
  }

  /** Waits until a Job has a process, and kills it as a machine without memory does. */
  private static void killOne(String job) {
    Awaitility.await(job + " has a process")
        .atMost(World.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> history.processes(job).findFirst(), process -> process.isPresent())
        .orElseThrow()
        .destroyForcibly();
  }

  @ConcurrentTest
  void anExitCodeThatSaysInvalidInputFailsTheJobAtOnce() {
    WORLD.storage().upload("ragged.csv", "age,sex\n40,F\n41\n42,M\n");
    WORLD.apply(
        Resource.generator("ragged")
            .with("spec.source.location.key", "ragged.csv")
            .without("spec.schema"));

    var generator = WORLD.awaitStalledGenerator("ragged", "InvalidInput");

    assertThat(Status.message(generator, "Stalled")).contains("ragged.csv, line 3");
    assertThat(history.exitCodes("ragged-v1-fit")).containsExactly(10);
    assertThat(history.jobs("ragged-v1-fit"))
        .singleElement()
        .matches(j -> JobHistory.hasCondition(j, "Failed", "PodFailurePolicy"));
    assertThat(history.namesOf("ragged-")).containsExactly("ragged-v1-fit");
  }

  @ConcurrentTest
  void anExitCodeThatSaysUnavailableIsTriedAgainByTheSameJob(@TempDir Path directory)
      throws IOException {
    try (var port = new ReservedPort()) {
      WORLD.apply(
          Resource.generator("remote")
              .with("spec.source.location.endpoint", "'http://127.0.0.1:" + port.number() + "'"));
      Awaitility.await("the first pod has given up")
          .atMost(World.LIMIT)
          .until(() -> history.exitCodes("remote-v1-fit").contains(20));

      var keys = WORLD.objects().credentials();
      try (var late = EmbeddedObjectStore.start(directory, port.number(), keys)) {
        late.createBucket(Storage.REAL_DATA);
        new Storage(late).upload("patients.csv", World.patients());
        WORLD.awaitFitted("remote", 1);
      }
    }

    assertThat(history.jobs("remote-v1-fit"))
        .singleElement()
        .satisfies(j -> assertThat(j.getStatus().getFailed()).isEqualTo(1));
    assertThat(history.exitCodes("remote-v1-fit")).containsExactly(0, 20);
  }

  @ConcurrentTest
  void aPodThatIsEvictedIsNoFailure() {
    WORLD.apply(Resource.dataset("evicted", "patients").with("spec.rows", 9_000));
    var job = "evicted-v1-generate";
    Awaitility.await("a pod runs")
        .atMost(World.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> history.processes(job).findFirst().isPresent());
    assertThat(WORLD.client().pods().resource(history.pods(job).get(0)).evict()).isTrue();

    WORLD.awaitPublished("evicted", 1);

    assertThat(history.pods(job)).hasSize(2);
    assertThat(history.jobs(job))
        .singleElement()
        .satisfies(j -> assertThat(j.getStatus().getFailed()).isIn(null, 0));
  }

  @ConcurrentTest
  void aQueuedJobIsLeftToItsQueueAndIsNotTakenForStuck() {
    WORLD.apply(
        Resource.dataset("queued", "patients")
            .with("spec.rows", 9_000)
            .with("spec.job.labels", "{kueue.x-k8s.io/queue-name: research}"));
    var waiting = awaitWaiting("queued");
    assertThat(Status.message(waiting, "Ready")).contains("Kueue has not admitted it yet");
    assertThat(Status.condition(waiting, "Stalled")).isEmpty();
    assertThat(history.pods("queued-v1-generate")).isEmpty();

    admit("queued-v1-generate");
    Awaitility.await("it runs")
        .atMost(World.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> history.processes("queued-v1-generate").findFirst().isPresent());
    suspend("queued-v1-generate", true);
    Awaitility.await("its pods are gone")
        .atMost(World.LIMIT)
        .until(() -> activePods("queued-v1-generate") == 0);
    waiting = awaitWaiting("queued");
    assertThat(Status.condition(waiting, "Stalled")).isEmpty();
    assertThat(job("queued-v1-generate").getSpec().getSuspend()).isTrue();

    for (var task : new String[] {"generate", "evaluate", "publish"}) {
      admit("queued-v1-" + task);
    }
    WORLD.awaitPublished("queued", 1);

    assertThat(history.namesOf("queued-"))
        .containsExactly("queued-v1-evaluate", "queued-v1-generate", "queued-v1-publish");
    assertThat(WORLD.version("queued-v1").getStatus().tasks())
        .allSatisfy(t -> assertThat(t.attempts()).isEqualTo(1));
    assertThat(WORLD.versionsOf("queued")).containsExactly("queued-v1");
  }

  private static SyntheticDataset awaitWaiting(String dataset) {
    return World.await(
        dataset + " waits",
        () -> WORLD.dataset(dataset),
        d -> Status.reason(d, "Reconciling").equals("JobWaiting"),
        d -> Status.isTrue(d, "Stalled"));
  }

  /** Lets a Job run once it is there, on nodes of a kind, as Kueue does. */
  private static void admit(String name) {
    Awaitility.await(name + " is there, suspended")
        .atMost(World.LIMIT)
        .until(() -> job(name) != null && Boolean.TRUE.equals(job(name).getSpec().getSuspend()));
    suspend(name, false);
  }

  private static void suspend(String name, boolean suspended) {
    WORLD
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace("default")
        .withName(name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.STRATEGIC_MERGE)
                .withFieldManager(KUEUE)
                .build(),
            "{\"spec\":{\"suspend\":" + suspended + "}}");
  }

  private static Job job(String name) {
    return WORLD.client().batch().v1().jobs().inNamespace("default").withName(name).get();
  }

  private static int activePods(String job) {
    return WORLD
        .client()
        .pods()
        .inNamespace("default")
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems()
        .size();
  }

  private static void awaitNoJobs(String prefix) {
    Awaitility.await("the Jobs are gone")
        .atMost(World.LIMIT)
        .until(
            () ->
                WORLD.client().batch().v1().jobs().inNamespace("default").list().getItems().stream()
                    .noneMatch(j -> j.getMetadata().getName().startsWith(prefix)));
  }

  private static Map<String, String> data(String version) {
    return WORLD
        .storage()
        .digests(Storage.SYNTHETIC_DATA, WORLD.version(version).getStatus().path() + "/data");
  }
}
