package dev.syntheticdata.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.fault.Fault;
import dev.syntheticdata.local.fault.Part;
import dev.syntheticdata.task.Pointer;
import dev.syntheticdata.task.TaskJson;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A store that misbehaves costs time and nothing else: there is one Job for each task with one pod,
 * one version with the rows it has without the fault, and the pointer leads to it. Each test has a
 * proxy and a dataset of its own, whose output lies behind that proxy.
 *
 * <p>The worker uploads every object with a single PUT, never in parts, so that the condition goes
 * with the data; what would break a multipart upload breaks this PUT.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreFaultsContract {

  private static final String FIRST_PART = "/data/part-00000.csv";
  private static final String LAST_PART = "/data/part-00001.csv";
  private static final Pattern DID_NOT_ANSWER = Pattern.compile("did not answer");
  private static final int LATENCY_MILLIS = 200;

  /** Every Job there ever was, as name and UID. */
  private final Set<String> jobs = ConcurrentHashMap.newKeySet();

  private SharedIndexInformer<Job> jobWatch;
  private Map<String, String> undisturbed;

  abstract World world();

  /** Where the store is. */
  abstract URI server();

  /** The file of an object. */
  abstract Path file(String bucketAndKey);

  /** The Secret with the store's keys. */
  abstract String secret();

  @BeforeAll
  void publishUndisturbed() throws IOException {
    jobWatch = world().client().batch().v1().jobs().inNamespace("default").inform(new JobsSeen());
    world()
        .apply(
            Resource.generator("patients")
                .with("spec.source.location.endpoint", server())
                .with("spec.source.location.credentials.secretRef.name", secret())
                .with("spec.storage.endpoint", server())
                .with("spec.storage.credentials.secretRef.name", secret()));
    world().apply(dataset("undisturbed", server().toString()));
    world().awaitPublished("undisturbed", 1);
    undisturbed = rows("undisturbed");
    assertThat(undisturbed).hasSize(2);
    assertOneVersionOfTheSameRows("undisturbed");
    assertThat(Status.reason(version("undisturbed"), "OverwriteProtected"))
        .isEqualTo("ConditionalWritesHonoured");
  }

  @AfterAll
  void endWatch() {
    if (jobWatch != null) {
      jobWatch.close();
    }
  }

  @ConcurrentTest
  @Fault(
      of = Part.STORE,
      fault = "Connections to the store are refused for a while",
      made = "the port is closed when the last file is sent, until the pod has tried three times",
      outcome = "The pod itself tries again: there is no second one",
      meanwhile = "The version stays Generating; the pod's log says that the store did not answer")
  void connectionsThatAreRefusedForAWhileAreTriedAgain() throws IOException {
    try (var proxy = FaultProxy.before(server())) {
      proxy.set(
          (request, exchange) -> {
            if (proxy.strike(request.is("PUT", LAST_PART), 1)) {
              proxy.refuse();
              exchange.reset();
            } else {
              exchange.pass(request);
            }
          });
      world().apply(dataset("refused", proxy.endpoint()));
      awaitAttempts("refused-v1-generate", 3);
      proxy.clear();

      world().awaitPublished("refused", 1);
      assertOneVersionOfTheSameRows("refused");
    }
  }

  @ConcurrentTest
  @Fault(
      of = Part.STORE,
      fault = "The store is slow",
      made = "every answer comes 200 ms late and in four pieces",
      outcome = "No attempt is given up",
      meanwhile = "Each step takes longer")
  void aSlowStoreIsWaitedFor() throws IOException {
    try (var proxy = FaultProxy.before(server())) {
      proxy.set(
          (request, exchange) -> {
            proxy.strike(true, Integer.MAX_VALUE);
            byte[] answer = exchange.ask(request);
            trickle(answer, exchange);
          });
      world().apply(dataset("slow", proxy.endpoint()));

      world().awaitPublished("slow", 1);
      assertThat(proxy.struck()).isGreaterThan(20);
      assertOneVersionOfTheSameRows("slow");
    }
  }

  /** An answer late, and in pieces. */
  private static void trickle(byte[] answer, FaultProxy.Exchange exchange) throws IOException {
    int pieces = 4;
    for (int i = 0; i < pieces; i++) {
      pause(LATENCY_MILLIS / pieces);
      int from = answer.length * i / pieces;
      int to = answer.length * (i + 1) / pieces;
      exchange.answer(Arrays.copyOfRange(answer, from, to));
    }
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @ConcurrentTest
  @Fault(
      of = Part.STORE,
      fault = "The connection breaks in the middle of an upload",
      made =
          "half of the last file is sent on, then both connections are reset; twice. The"
              + " worker sends each object with one PUT, never in parts",
      outcome = "The pod sends it again; no half object is there",
      meanwhile = "The version stays Generating")
  void aConnectionLostInTheMiddleOfAnUploadIsMadeAgain() throws IOException {
    try (var proxy = FaultProxy.before(server())) {
      proxy.set(
          (request, exchange) -> {
            if (proxy.strike(request.is("PUT", LAST_PART), 2)) {
              exchange.sendHalf(request);
              exchange.reset();
            } else {
              exchange.pass(request);
            }
          });
      world().apply(dataset("halved", proxy.endpoint()));

      world().awaitPublished("halved", 1);
      assertThat(proxy.struck()).isEqualTo(2);
      assertOneVersionOfTheSameRows("halved");
    }
  }

  @ConcurrentTest
  @Fault(
      of = Part.STORE,
      fault = "The connection breaks in the middle of a download",
      made =
          "half of the first file is answered to the evaluation, then the connection is"
              + " reset; twice",
      outcome = "The pod reads it again",
      meanwhile = "The version stays Evaluating")
  void aConnectionLostInTheMiddleOfADownloadIsMadeAgain() throws IOException {
    try (var proxy = FaultProxy.before(server())) {
      proxy.set(
          (request, exchange) -> {
            if (proxy.strike(request.is("GET", FIRST_PART), 2)) {
              byte[] answer = exchange.ask(request);
              exchange.answer(Arrays.copyOf(answer, answer.length / 2));
              exchange.reset();
            } else {
              exchange.pass(request);
            }
          });
      world().apply(dataset("torn", proxy.endpoint()));

      world().awaitPublished("torn", 1);
      assertThat(proxy.struck()).isEqualTo(2);
      assertOneVersionOfTheSameRows("torn");
    }
  }

  /** The store has written, and the worker does not know: its second attempt is refused. */
  @ConcurrentTest
  @Fault(
      of = Part.STORE,
      fault = "The store has written, but its answer is lost",
      made = "every first PUT of a key is done and the connection reset, of the pointer too",
      outcome =
          "The second attempt finds its own object; the store still counts as one that"
              + " refuses to overwrite",
      meanwhile = "Each step takes longer")
  void anAnswerThatIsLostAfterTheWriteIsNoConflict() throws IOException {
    try (var proxy = FaultProxy.before(server())) {
      var lost = ConcurrentHashMap.<String>newKeySet();
      proxy.set(
          (request, exchange) -> {
            byte[] answer = exchange.ask(request);
            if (request.line().startsWith("PUT ") && lost.add(request.path())) {
              exchange.reset();
            } else {
              exchange.answer(answer);
            }
          });
      world().apply(dataset("unheard", proxy.endpoint()));

      world().awaitPublished("unheard", 1);
      assertThat(lost)
          .extracting(path -> path.substring(path.lastIndexOf('/') + 1))
          .contains("part-00000.csv", "manifest.json", "publish.json", "latest.json");
      assertOneVersionOfTheSameRows("unheard");
      assertThat(Status.isTrue(version("unheard"), "OverwriteProtected")).isTrue();
    }
  }

  @ConcurrentTest
  @Fault(
      of = Part.STORE,
      fault = "The store ignores If-None-Match",
      made = "what is there is deleted before each such PUT is passed on",
      outcome =
          "The condition OverwriteProtected of the version is False"
              + " (ConditionalWritesIgnored), an Event says so, and each task's result records it",
      meanwhile =
          "The version is published all the same; see [decision"
              + " 0007](decisions/0007-stores-that-ignore-conditions.md)")
  void aStoreThatIgnoresIfNoneMatchIsProbedAndReportedAndUsed() throws IOException {
    try (var proxy = FaultProxy.before(server())) {
      proxy.set(
          (request, exchange) -> {
            if (proxy.strike(request.header("If-None-Match").isPresent(), Integer.MAX_VALUE)) {
              // What is there does not count, so the condition holds.
              Files.deleteIfExists(file(request.path()));
            }
            exchange.pass(request);
          });
      world().apply(dataset("careless", proxy.endpoint()));

      world().awaitPublished("careless", 1);
      assertThat(proxy.struck()).isPositive();
      assertOneVersionOfTheSameRows("careless");
      var version = version("careless");
      assertThat(Status.condition(version, "OverwriteProtected"))
          .hasValueSatisfying(
              condition -> {
                assertThat(condition.getStatus()).isEqualTo("False");
                assertThat(condition.getReason()).isEqualTo("ConditionalWritesIgnored");
              });
      assertThat(world().eventsOf(version)).contains("ConditionalWritesIgnored", "Published");
      var result = Files.readString(file("synthetic-data/" + path(version) + "/publish.json"));
      assertThat(result).contains("\"conditionalWrites\" : \"Ignored\"");
    }
  }

  /** Waits until a Job's pod has tried that often. */
  private void awaitAttempts(String job, int times) {
    Awaitility.await(job + " tries again")
        .atMost(World.LIMIT)
        // There is no log before the pod has started.
        .ignoreExceptionsInstanceOf(KubernetesClientException.class)
        .until(() -> DID_NOT_ANSWER.matcher(log(job)).results().count() >= times);
  }

  private String log(String job) {
    var client = world().client();
    return client
        .pods()
        .inNamespace("default")
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems()
        .stream()
        .findFirst()
        .map(pod -> client.pods().resource(pod).getLog())
        .orElse("");
  }

  private void assertOneVersionOfTheSameRows(String dataset) throws IOException {
    assertThat(world().versionsOf(dataset)).containsExactly(dataset + "-v1");
    assertThat(rows(dataset)).isEqualTo(undisturbed);
    assertThat(version(dataset).getStatus().tasks())
        .extracting(t -> t.name() + " " + t.attempts())
        .containsExactly("generate 1", "evaluate 1", "publish 1");
    for (var task : new String[] {"generate", "evaluate", "publish"}) {
      var job = dataset + "-v1-" + task;
      Awaitility.await("the watch has told of " + job)
          .atMost(World.LIMIT)
          .until(() -> jobs.stream().anyMatch(isNamed(job)));
      assertThat(jobs).as("Jobs of the name " + job).filteredOn(isNamed(job)).hasSize(1);
      assertThat(podsOf(job)).as("pods of " + job).isEqualTo(1);
    }
    var pointer =
        TaskJson.read(
            Files.readString(file("synthetic-data/" + Storage.pointerKey(dataset))), Pointer.class);
    assertThat(pointer.version()).isEqualTo(dataset + "-v1");
    assertThat(pointer.manifestDigest())
        .isEqualTo(version(dataset).getStatus().manifest().digest())
        .isEqualTo(sha256(file("synthetic-data/" + path(version(dataset)) + "/manifest.json")));
  }

  private static Predicate<String> isNamed(String job) {
    return seen -> seen.startsWith(job + " ");
  }

  private int podsOf(String job) {
    return world()
        .client()
        .pods()
        .inNamespace("default")
        .withLabel("batch.kubernetes.io/job-name", job)
        .list()
        .getItems()
        .size();
  }

  private SyntheticDatasetVersion version(String dataset) {
    return world().version(dataset + "-v1");
  }

  private static String path(SyntheticDatasetVersion version) {
    return version.getStatus().path();
  }

  /** Digests of a dataset's part files. */
  private Map<String, String> rows(String dataset) throws IOException {
    var data = file("synthetic-data/" + path(version(dataset)) + "/data");
    var digests = new TreeMap<String, String>();
    try (var files = Files.list(data)) {
      for (var part : files.toList()) {
        digests.put(part.getFileName().toString(), sha256(part));
      }
    }
    return digests;
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Two files, so that there is a middle. */
  private Resource dataset(String name, String endpoint) {
    return Resource.dataset(name, "patients")
        .with("spec.rows", 9_000)
        .with("spec.output.endpoint", endpoint)
        .with("spec.output.credentials.secretRef.name", secret());
  }

  private final class JobsSeen implements ResourceEventHandler<Job> {
    @Override
    public void onAdd(Job job) {
      jobs.add(job.getMetadata().getName() + " " + job.getMetadata().getUid());
    }

    @Override
    public void onUpdate(Job before, Job now) {
      onAdd(now);
    }

    @Override
    public void onDelete(Job job, boolean unknown) {
      // It was seen when it was made.
    }
  }
}
