package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import dev.syntheticdata.local.fault.RunsOn;
import dev.syntheticdata.local.fault.Server;
import dev.syntheticdata.local.objectstore.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers that are killed and a storage that refuses cost time and nothing else. */
@RunsOn({Server.LOCAL_API, Server.LOCAL_STORE})
class DisturbanceTest {

  @RegisterExtension static final World WORLD = new World();

  private static Map<String, String> undisturbed;

  @BeforeAll
  static void publishUndisturbed() {
    WORLD.apply(Resource.generator("patients"));
    WORLD.apply(dataset("undisturbed"));
    WORLD.awaitPublished("undisturbed", 1);
    undisturbed = data("undisturbed");
  }

  @AfterEach
  void calm() {
    faults().clear();
  }

  @Test
  @Fault(
      of = Part.POD,
      fault = "The pod of a generation is killed between two files",
      made = "the process is killed once the first file is in the store",
      outcome = "The same Job starts a second pod",
      meanwhile = "The version stays Generating")
  void aWorkerKilledBetweenTwoFilesIsStartedAgainAndPublishesTheSame() {
    try (var proxy = FaultProxy.before(WORLD.objects().endpoint())) {
      proxy.set(holdOnce(proxy, "PUT", "/data/part-00001.csv"));
      WORLD.apply(dataset("killed").with("spec.output.endpoint", proxy.endpoint()));
      kill("generate", proxy);
      assertThat(data("killed")).hasSize(1);
      assertThat(finishedDocuments("killed")).isEmpty();

      WORLD.awaitPublished("killed", 1);

      assertOneVersionOfTheSameData("killed");
      assertThat(podsOf("killed-v1-generate")).isEqualTo(2);
    }
  }

  /** The first such request is answered by nobody for as long as its client lives. */
  private static FaultProxy.Fault holdOnce(FaultProxy proxy, String method, String end) {
    return (request, exchange) -> {
      if (proxy.strike(request.is(method, end), 1)) {
        exchange.awaitClientsEnd();
      } else {
        exchange.pass(request);
      }
    };
  }

  /** Kills the worker of a task when its request is held. */
  private static void kill(String task, FaultProxy proxy) {
    var worker = awaitWorker(task);
    Awaitility.await("a request of the worker is held")
        .atMost(World.LIMIT)
        .until(() -> proxy.struck() == 1);
    worker.destroyForcibly();
  }

  @Test
  @Fault(
      of = Part.POD,
      fault = "The pod of an evaluation is killed",
      made = "the process is killed",
      outcome = "The same Job starts a second pod",
      meanwhile = "The version stays Evaluating")
  void aKilledEvaluationIsStartedAgain() {
    try (var proxy = FaultProxy.before(WORLD.objects().endpoint())) {
      proxy.set(holdOnce(proxy, "GET", "/data/part-00000.csv"));
      WORLD.apply(dataset("judged").with("spec.output.endpoint", proxy.endpoint()));
      kill("evaluate", proxy);

      WORLD.awaitPublished("judged", 1);

      assertOneVersionOfTheSameData("judged");
      assertThat(podsOf("judged-v1-evaluate")).isEqualTo(2);
    }
  }

  @Test
  @Fault(
      of = Part.STORE,
      fault = "The store answers 503 during a generation",
      made = "requests are refused until three were",
      outcome = "The pod itself tries again: there is no second one",
      meanwhile = "The version stays Generating")
  void aStorageThatRefusesWhileRowsAreGeneratedIsWaitedFor() {
    WORLD.apply(dataset("refused"));
    awaitWorker("generate");
    refuseForAWhile();

    WORLD.awaitPublished("refused", 1);

    assertOneVersionOfTheSameData("refused");
    assertThat(podsOf("refused-v1-generate")).isEqualTo(1);
  }

  @Test
  @Fault(
      of = Part.STORE,
      fault = "The store answers 503 during an evaluation",
      made = "requests are refused until three were",
      outcome = "The version is published by the first Job",
      meanwhile = "The version stays Evaluating")
  void aStorageThatRefusesDuringTheEvaluationIsWaitedFor() {
    WORLD.apply(dataset("outage"));
    awaitWorker("evaluate");
    refuseForAWhile();

    WORLD.awaitPublished("outage", 1);

    assertOneVersionOfTheSameData("outage");
  }

  /** Refuses until somebody has tried several times. */
  private static void refuseForAWhile() {
    long before = faults().refused();
    faults().refuseAll();
    Awaitility.await("requests are refused")
        .atMost(World.LIMIT)
        .until(() -> faults().refused() >= before + 3);
    faults().clear();
  }

  private static void assertOneVersionOfTheSameData(String dataset) {
    assertThat(WORLD.versionsOf(dataset)).containsExactly(dataset + "-v1");
    assertThat(data(dataset)).isEqualTo(undisturbed);
    assertThat(WORLD.version(dataset + "-v1").getStatus().tasks())
        .extracting(t -> t.name() + " " + t.attempts())
        .containsExactly("generate 1", "evaluate 1", "publish 1");
    assertThat(WORLD.storage().pointer(Storage.pointerKey(dataset)).version())
        .isEqualTo(dataset + "-v1");
  }

  /** The process of a task's container, once there is one. */
  private static ProcessHandle awaitWorker(String task) {
    return Awaitility.await("a worker runs " + task)
        .atMost(World.LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> worker(task), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<ProcessHandle> worker(String task) {
    return ProcessHandle.current()
        .descendants()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(c -> c.contains("generator-worker.jar " + task + " "))
                    .isPresent())
        .findFirst();
  }

  private static long podsOf(String job) {
    return WORLD
        .client()
        .pods()
        .inNamespace("default")
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems()
        .size();
  }

  /** Two files, so that there is a middle. */
  private static Resource dataset(String name) {
    return Resource.dataset(name, "patients").with("spec.rows", 9_000);
  }

  private static Map<String, String> data(String dataset) {
    var files = WORLD.storage().digests(Storage.SYNTHETIC_DATA, "datasets/default/" + dataset);
    files.keySet().removeIf(key -> !key.contains("/data/"));
    return withoutIncarnation(files);
  }

  private static Map<String, String> finishedDocuments(String dataset) {
    var files = WORLD.storage().digests(Storage.SYNTHETIC_DATA, "datasets/default/" + dataset);
    files.keySet().removeIf(key -> !key.contains("/generate-"));
    return files;
  }

  /** The path of a dataset begins with digits of its UID. */
  private static Map<String, String> withoutIncarnation(Map<String, String> files) {
    return files.entrySet().stream()
        .collect(
            Collectors.toMap(
                e -> e.getKey().substring(e.getKey().indexOf('/')), Map.Entry::getValue));
  }

  private static Faults faults() {
    return WORLD.objects().faults();
  }
}
