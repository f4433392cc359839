package dev.syntheticdata.local.e2e;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.Phase;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.LocalCluster;
import dev.syntheticdata.local.cluster.OnControlPlane;
import dev.syntheticdata.local.objectstore.EmbeddedObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster for the tests of a class, with the operator, pod runner and worker, and a cut of the
 * clinical data of the examples as {@code real-data/patients.csv}. The cluster is that of local
 * mode, or one with a real control plane.
 */
final class World implements BeforeAllCallback, AfterAllCallback {

  /** Far longer than anything takes: a limit for what would never happen. */
  static final Duration LIMIT = Duration.ofSeconds(240);

  private static final Path PROJECT = Path.of("..");
  private static final int EVERY_NTH_ROW = 13;
  private static final int MAX_PODS = 3;

  private final boolean onControlPlane;
  private Path directory;
  private LocalCluster local;
  private KubeCluster kube;

  World() {
    this(false);
  }

  private World(boolean onControlPlane) {
    this.onControlPlane = onControlPlane;
  }

  /** A world whose API server and controllers are those of Kubernetes. */
  static World onControlPlane() {
    return new World(true);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var plane = onControlPlane ? OnControlPlane.shared(context) : null;
    directory = Files.createTempDirectory("local-cluster");
    if (onControlPlane) {
      kube = KubeCluster.start(plane, directory, workerJar(), MAX_PODS + 1);
    } else {
      local =
          LocalCluster.start(
              new LocalCluster.Settings(
                  directory, PROJECT.resolve("crds"), workerJar(), 0, 0, MAX_PODS, Map.of()));
    }
    for (var bucket : List.of(Storage.REAL_DATA, Storage.MODELS, Storage.SYNTHETIC_DATA)) {
      objects().createBucket(bucket);
    }
    storage().upload("patients.csv", patients());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (directory == null) {
      return;
    }
    if (local != null) {
      local.close();
    }
    if (kube != null) {
      kube.close();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The worker that the build has packaged; without it no Job could run. */
  static Path workerJar() {
    var jar = PROJECT.resolve("generator-worker/target/generator-worker.jar").toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          jar.normalize()
              + " is not there: these tests run the packaged worker."
              + " Build it first: mvn -pl generator-worker -am package -DskipTests");
    }
    return jar;
  }

  /** About 600 of the example's rows, spread over the file. */
  static String patients() throws IOException {
    var lines = Files.readAllLines(PROJECT.resolve("examples/flchain/flchain.csv"));
    return IntStream.range(0, lines.size())
        .filter(i -> i % EVERY_NTH_ROW == 0)
        .mapToObj(lines::get)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The cluster of local mode. */
  LocalCluster cluster() {
    return local;
  }

  /** The cluster with a real control plane. */
  KubeCluster kube() {
    return kube;
  }

  KubernetesClient client() {
    return onControlPlane ? kube.client() : local.client();
  }

  EmbeddedObjectStore objects() {
    return onControlPlane ? kube.objects() : local.objects();
  }

  Storage storage() {
    return new Storage(objects());
  }

  /** Applies a resource as {@code kubectl apply --server-side} does. */
  void apply(Resource resource) {
    client().resource(resource.toApply()).fieldManager("owner").forceConflicts().serverSideApply();
  }

  Generator generator(String name) {
    return client().resources(Generator.class).inNamespace("default").withName(name).get();
  }

  SyntheticDataset dataset(String name) {
    return client().resources(SyntheticDataset.class).inNamespace("default").withName(name).get();
  }

  SyntheticDatasetVersion version(String name) {
    return client()
        .resources(SyntheticDatasetVersion.class)
        .inNamespace("default")
        .withName(name)
        .get();
  }

  GeneratorVersion generatorVersion(String name) {
    return client().resources(GeneratorVersion.class).inNamespace("default").withName(name).get();
  }

  /** Names of a dataset's versions, the oldest first. */
  List<String> versionsOf(String dataset) {
    return client()
        .resources(SyntheticDatasetVersion.class)
        .inNamespace("default")
        .list()
        .getItems()
        .stream()
        .filter(v -> v.getSpec().datasetRef().name().equals(dataset))
        .sorted(Comparator.comparing(v -> v.getSpec().revision()))
        .map(v -> v.getMetadata().getName())
        .toList();
  }

  /** Reasons of the Events about a resource. */
  List<String> eventsOf(HasMetadata about) {
    return client().v1().events().inNamespace("default").list().getItems().stream()
        .filter(e -> about.getMetadata().getUid().equals(e.getInvolvedObject().getUid()))
        .map(Event::getReason)
        .distinct()
        .toList();
  }

  /** Waits until a version of a generator is ready. */
  Generator awaitFitted(String generator, long revision) {
    return await(
        generator + "-v" + revision + " fitted",
        () -> generator(generator),
        g ->
            Status.isTrue(g, "Ready")
                && g.getStatus().readyVersion() != null
                && g.getStatus().readyVersion().revision() == revision,
        g ->
            Status.isTrue(g, "Stalled")
                && g.getStatus().latestVersion() != null
                && g.getStatus().latestVersion().revision() == revision);
  }

  /** Waits until a version of a dataset is published. */
  SyntheticDataset awaitPublished(String dataset, long revision) {
    return await(
        dataset + "-v" + revision + " published",
        () -> dataset(dataset),
        d ->
            Status.isTrue(d, "Ready")
                && d.getStatus().publishedVersion() != null
                && d.getStatus().publishedVersion().revision() == revision,
        d ->
            Status.isTrue(d, "Stalled")
                && d.getStatus().latestVersion() != null
                && d.getStatus().latestVersion().revision() == revision);
  }

  /** Waits until a version has come to an end. */
  SyntheticDatasetVersion awaitPhase(String version, Phase phase) {
    return await(
        version + " " + phase,
        () -> version(version),
        v -> v.getStatus() != null && v.getStatus().phase() == phase,
        v -> v.getStatus() != null && v.getStatus().phase().isTerminal());
  }

  /** Waits until a generator needs a person for the reason given. */
  Generator awaitStalledGenerator(String generator, String reason) {
    return await(
        generator + " stalled by " + reason,
        () -> generator(generator),
        g -> Status.isTrue(g, "Stalled") && Status.reason(g, "Stalled").equals(reason),
        g -> Status.isTrue(g, "Ready"));
  }

  /** Waits until a dataset needs a person for the reason given. */
  SyntheticDataset awaitStalledDataset(String dataset, String reason) {
    return await(
        dataset + " stalled by " + reason,
        () -> dataset(dataset),
        d -> Status.isTrue(d, "Stalled") && Status.reason(d, "Stalled").equals(reason),
        d -> false);
  }

  /** Waits until a resource is as wanted. */
  static <T extends HasMetadata> T await(String what, Supplier<T> resource, Predicate<T> asWanted) {
    return await(what, resource, asWanted, r -> false);
  }

  /**
   * Waits until a resource is as wanted; says how it was when the time is up, and at once when it
   * cannot become so any more.
   */
  static <T extends HasMetadata> T await(
      String what, Supplier<T> resource, Predicate<T> asWanted, Predicate<T> lost) {
    var seen = new AtomicReference<T>();
    try {
      Awaitility.await(what)
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                seen.set(resource.get());
                return seen.get() != null && (asWanted.test(seen.get()) || lost.test(seen.get()));
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(what + " did not happen; it was " + describe(seen.get()), e);
    }
    if (!asWanted.test(seen.get())) {
      throw new AssertionError(what + " cannot happen any more: " + describe(seen.get()));
    }
    return seen.get();
  }

  private static String describe(HasMetadata resource) {
    if (resource == null) {
      return "absent";
    }
    var shown = Serialization.clone(resource);
    shown.getMetadata().setManagedFields(null);
    return Serialization.asYaml(shown);
  }
}
