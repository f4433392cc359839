package dev.syntheticdata.local;

import dev.syntheticdata.local.apiserver.LocalApiServer;
import dev.syntheticdata.local.apiserver.PodLogs;
import dev.syntheticdata.local.job.JobController;
import dev.syntheticdata.local.job.JobDecider;
import dev.syntheticdata.local.job.RetryDelay;
import dev.syntheticdata.local.objectstore.EmbeddedObjectStore;
import dev.syntheticdata.local.pod.ContainerCommand;
import dev.syntheticdata.local.pod.PodRunner;
import dev.syntheticdata.local.pod.PodRunnerSettings;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A cluster in this process: Kubernetes API and S3 server on loopback, the real operator, and what
 * a Job controller and a kubelet would do. Objects of the API live in memory and go with it; those
 * of the object store are files and stay.
 */
public final class LocalCluster implements AutoCloseable {

  /** Name of the Secret with the keys of the object store, in the namespace {@code default}. */
  public static final String CREDENTIALS_SECRET = "object-storage";

  /** The image that stands for the worker. */
  public static final String WORKER_IMAGE = "synthetic-data/generator-worker:local";

  /**
   * How the cluster runs.
   *
   * @param directory where objects, volumes and logs lie
   * @param crds directory of the CRDs
   * @param workerJar the worker's executable jar
   * @param apiPort port of the Kubernetes API; 0 for a free one
   * @param objectStorePort port of the S3 server; 0 for a free one
   * @param maxPods pods that run at once
   * @param programs programs that stand for images other than the worker's
   */
  public record Settings(
      Path directory,
      Path crds,
      Path workerJar,
      int apiPort,
      int objectStorePort,
      int maxPods,
      Map<String, Path> programs) {}

  private final Parts parts = new Parts();
  private final LocalApiServer api;
  private final EmbeddedObjectStore objects;
  private final KubernetesClient client;

  private LocalCluster(Settings settings) throws IOException {
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    Files.createDirectories(settings.directory());
    objects =
        parts.opened(
            EmbeddedObjectStore.start(
                settings.directory().resolve("objects"),
                settings.objectStorePort(),
                EmbeddedObjectStore.Credentials.random(random)));
    var runner = new AtomicReference<PodRunner>();
    api =
        parts.opened(
            LocalApiServer.start(
                LocalApiServer.Config.defaults()
                    .withPort(settings.apiPort())
                    .withPodLogs(logs(runner))));
    api.applyCrds(settings.crds());
    client = parts.opened(HttpWatchClient.of(api));
    runner.set(
        parts.opened(
            new PodRunner(
                client,
                PodRunnerSettings.local(settings.directory().resolve("pods"), settings.maxPods()),
                containers(settings),
                clock)));
    var jobs =
        parts.opened(new JobController(client, new JobDecider(RetryDelay.LOCAL), clock, random));
    client.resource(secret(objects)).create();
    runner.get().start();
    jobs.start();
    // The operator has its own client, as it has in a cluster.
    parts
        .opened(
            new OperatorRuntime(
                parts.opened(HttpWatchClient.of(api)),
                operatorSettings(
                    "local", JobSettings.defaults().ttlSecondsAfterFinished(), objects),
                clock,
                Metrics.NOOP,
                () -> {}))
        .start();
  }

  /** Starts a cluster; it serves when this returns. */
  public static LocalCluster start(Settings settings) throws IOException {
    return new LocalCluster(settings);
  }

  /** A client with all rights. */
  public KubernetesClient client() {
    return client;
  }

  /** The API server. */
  public LocalApiServer api() {
    return api;
  }

  /** The object store. */
  public EmbeddedObjectStore objects() {
    return objects;
  }

  /**
   * The settings of an operator in a cluster on this machine.
   *
   * @param cluster name of the cluster, for lineage
   * @param ttlSeconds seconds that a Job stays after its result was recorded
   * @param objects the S3 server of locations that name none
   */
  public static OperatorSettings operatorSettings(
      String cluster, int ttlSeconds, EmbeddedObjectStore objects) {
    var defaults = JobSettings.defaults();
    var jobs =
        new JobSettings(
            defaults.imagePullPolicy(),
            defaults.imagePullSecrets(),
            defaults.serviceAccountName(),
            defaults.resources(),
            defaults.backoffLimit(),
            ttlSeconds,
            cluster,
            objects.endpoint().toString(),
            defaults.modelSizeLimit());
    return new OperatorSettings(Set.of(), WORKER_IMAGE, jobs, 4, null);
  }

  /** A Secret with keys of an object store, in the namespace {@code default}. */
  public static Secret secret(String name, String accessKey, String secretKey) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .addToStringData("AWS_ACCESS_KEY_ID", accessKey)
        .addToStringData("AWS_SECRET_ACCESS_KEY", secretKey)
        .build();
  }

  /** The Secret {@link #CREDENTIALS_SECRET} of an object store. */
  public static Secret secret(EmbeddedObjectStore objects) {
    var keys = objects.credentials();
    return secret(CREDENTIALS_SECRET, keys.accessKey(), keys.secretKey());
  }

  private static ContainerCommand containers(Settings settings) {
    var command = containers(settings.workerJar());
    for (var program : settings.programs().entrySet()) {
      command =
          command.withProgramFor(
              program.getKey(), List.of(program.getValue().toAbsolutePath().toString()));
    }
    return command;
  }

  /**
   * Runs {@link #WORKER_IMAGE} as a process of this machine.
   *
   * @param workerJar the worker's executable jar
   */
  public static ContainerCommand containers(Path workerJar) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return ContainerCommand.asDeclared()
        .withProgramFor(
            WORKER_IMAGE,
            List.of(
                java,
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // A worker lives for seconds: what the optimizing compiler costs it never earns
                // back.
                "-XX:TieredStopAtLevel=1",
                "-jar",
                workerJar.toAbsolutePath().toString()));
  }

  private static PodLogs logs(AtomicReference<PodRunner> runner) {
    return new PodLogs() {
      @Override
      public Optional<Path> file(Container c) {
        return Optional.ofNullable(runner.get())
            .map(
                r ->
                    c.previous()
                        ? r.previousLogOf(c.namespace(), c.pod(), c.container())
                        : r.logOf(c.namespace(), c.pod(), c.container()))
            .filter(Files::exists);
      }

      @Override
      public boolean isComplete(Container c) {
        var running = runner.get();
        return c.previous() || running == null || running.logsAreComplete(c.namespace(), c.pod());
      }
    };
  }

  /** Stops everything, the last that was started first. */
  @Override
  public void close() {
    parts.close();
  }
}
