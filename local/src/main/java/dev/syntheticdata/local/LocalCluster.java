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
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
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
      Map<String, Path> programs) {

    /** A cluster of no images but the worker's. */
    public Settings(
        Path directory, Path crds, Path workerJar, int apiPort, int objectStorePort, int maxPods) {
      this(directory, crds, workerJar, apiPort, objectStorePort, maxPods, Map.of());
    }
  }

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final LocalApiServer api;
  private final EmbeddedObjectStore objects;
  private final KubernetesClient client;

  private LocalCluster(Settings settings) throws IOException {
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    Files.createDirectories(settings.directory());
    objects =
        opened(
            EmbeddedObjectStore.start(
                settings.directory().resolve("objects"),
                settings.objectStorePort(),
                EmbeddedObjectStore.Credentials.random(random)));
    var runner = new AtomicReference<PodRunner>();
    api =
        opened(
            LocalApiServer.start(
                LocalApiServer.Config.defaults()
                    .withPort(settings.apiPort())
                    .withPodLogs(logs(runner))));
    api.applyCrds(settings.crds());
    client = opened(newClient());
    runner.set(
        opened(
            new PodRunner(
                client,
                PodRunnerSettings.local(settings.directory().resolve("pods"), settings.maxPods()),
                containers(settings),
                clock)));
    var jobs = opened(new JobController(client, new JobDecider(RetryDelay.LOCAL), clock, random));
    createSecret();
    runner.get().start();
    jobs.start();
    // The operator has its own client, as it has in a cluster.
    opened(
            new OperatorRuntime(
                opened(newClient()), operatorSettings(), clock, Metrics.NOOP, () -> {}))
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

  private OperatorSettings operatorSettings() {
    var defaults = JobSettings.defaults();
    var jobs =
        new JobSettings(
            null,
            List.of(),
            null,
            defaults.resources(),
            defaults.backoffLimit(),
            defaults.ttlSecondsAfterFinished(),
            "local",
            objects.endpoint().toString());
    return new OperatorSettings(Set.of(), WORKER_IMAGE, jobs, 4, null);
  }

  private KubernetesClient newClient() {
    var config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(api.url().toString())
            .withOauthToken(api.token())
            .withNamespace("default")
            // The JDK's HTTP server has no WebSockets.
            .withOnlyHttpWatches(true)
            .withHttp2Disable(true)
            .build();
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withConfig(config)
        .build();
  }

  private void createSecret() {
    var keys = objects.credentials();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(CREDENTIALS_SECRET)
                .withNamespace("default")
                .endMetadata()
                .addToStringData("AWS_ACCESS_KEY_ID", keys.accessKey())
                .addToStringData("AWS_SECRET_ACCESS_KEY", keys.secretKey())
                .build())
        .create();
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

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Stops everything, the last that was started first. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("a part of the local cluster could not be stopped");
        }
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
