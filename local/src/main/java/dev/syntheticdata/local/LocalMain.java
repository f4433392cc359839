package dev.syntheticdata.local;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.GeneratorVersion;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.local.progress.Progress;
import dev.syntheticdata.local.progress.Summary;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs resources in a cluster in this process, and shows how they come along. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Starts a Kubernetes API, an S3 server and the operator in this process, applies resources,"
            + " and waits until each of them is ready.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every Generator and SyntheticDataset is ready",
      "1:one of them is stalled",
      "2:wrong usage, or a resource that is refused",
      "3:the time is up"
    })
public final class LocalMain implements Callable<Integer> {

  @Parameters(paramLabel = "RESOURCES", description = "YAML files, or directories of them.")
  List<Path> resources = new ArrayList<>();

  @Option(
      names = "--upload",
      paramLabel = "FILE=BUCKET/KEY",
      description = "A file to put in the object store before. Its bucket is created.")
  List<String> uploads = new ArrayList<>();

  @Option(names = "--bucket", description = "A bucket to create before.")
  List<String> buckets = new ArrayList<>();

  @Option(
      names = "--directory",
      defaultValue = ".local",
      description = "Where objects, logs and the kubeconfig go.")
  Path directory;

  @Option(names = "--crds", defaultValue = "crds", description = "Directory of the CRDs.")
  Path crds;

  @Option(
      names = "--worker-jar",
      defaultValue = "generator-worker/target/generator-worker.jar",
      description = "The worker's executable jar.")
  Path workerJar;

  @Option(names = "--port", defaultValue = "0", description = "Port of the API; 0 for a free one.")
  int port;

  @Option(
      names = "--object-store-port",
      defaultValue = "0",
      description = "Port of the S3 server; 0 for a free one.")
  int objectStorePort;

  @Option(names = "--max-pods", defaultValue = "2", description = "Pods that run at once.")
  int maxPods;

  @Option(names = "--timeout", defaultValue = "300", description = "Seconds to wait at most.")
  long timeout;

  @Option(
      names = "--keep-running",
      description = "Stay up afterwards, for kubectl, until interrupted.")
  boolean keepRunning;

  @Option(
      names = "--program",
      paramLabel = "IMAGE=FILE",
      description =
          "A program that stands for an image, such as that of an engine. May be repeated.")
  Map<String, Path> programs = new LinkedHashMap<>();

  private PrintStream out;
  private Progress progress;

  /** Runs. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LocalMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    progress = new Progress(out, System.console() != null, Clock.systemUTC());
    var settings =
        new LocalCluster.Settings(
            directory, crds, workerJar, port, objectStorePort, maxPods, programs);
    try (var cluster = LocalCluster.start(settings)) {
      var kubeconfig = directory.resolve("kubeconfig").toAbsolutePath();
      writePrivately(kubeconfig, cluster.api().kubeconfig());
      progress.say(
          "Local cluster is up: API "
              + cluster.api().url()
              + ", S3 "
              + cluster.objects().endpoint());
      prepareStore(cluster);
      int exit = run(cluster);
      if (keepRunning) {
        stay(kubeconfig);
      }
      return exit;
    }
  }

  private void prepareStore(LocalCluster cluster) throws IOException {
    for (var bucket : buckets) {
      cluster.objects().createBucket(bucket);
    }
    for (var upload : uploads) {
      var parts = upload.split("=", 2);
      var place = parts.length == 2 ? parts[1].split("/", 2) : new String[0];
      if (place.length != 2) {
        throw new CommandLine.ParameterException(
            new CommandLine(this), "--upload must be FILE=BUCKET/KEY, not " + upload);
      }
      cluster.objects().createBucket(place[0]);
      var file = cluster.objects().fileOf(place[0], place[1]);
      Files.createDirectories(file.getParent());
      Files.copy(Path.of(parts[0]), file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private int run(LocalCluster cluster) throws IOException, InterruptedException {
    try {
      return settle(cluster);
    } catch (Manifests.RefusedException e) {
      throw new CommandLine.ParameterException(new CommandLine(this), e.getMessage(), e);
    }
  }

  private int settle(LocalCluster cluster) throws IOException, InterruptedException {
    var client = cluster.client();
    var applied = Manifests.read(client, resources);
    var watched = new Watched(applied);
    try (var generators = watch(client, Generator.class, watched);
        var generatorVersions = watch(client, GeneratorVersion.class, watched);
        var datasets = watch(client, SyntheticDataset.class, watched);
        var datasetVersions = watch(client, SyntheticDatasetVersion.class, watched)) {
      for (var resource : applied) {
        Manifests.apply(client, resource);
      }
      boolean settled = watched.await(Duration.ofSeconds(timeout));
      summarize(cluster, watched);
      if (!settled) {
        out.println("\nThe time is up (" + timeout + " s): " + watched.unsettled());
        return 3;
      }
      return watched.stalled() ? 1 : 0;
    }
  }

  private <T extends HasMetadata> SharedIndexInformer<T> watch(
      KubernetesClient client, Class<T> type, Watched watched) {
    return client
        .resources(type)
        .inAnyNamespace()
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(T resource) {
                progress.show(resource);
                watched.seen(resource);
              }

              @Override
              public void onUpdate(T before, T now) {
                progress.show(now);
                watched.seen(now);
              }

              @Override
              public void onDelete(T resource, boolean unknown) {
                // What is gone is not shown.
              }
            });
  }

  private void summarize(LocalCluster cluster, Watched watched) {
    for (var dataset : watched.datasets()) {
      var latest = dataset.getStatus() == null ? null : dataset.getStatus().latestVersion();
      var version =
          latest == null
              ? null
              : cluster
                  .client()
                  .resources(SyntheticDatasetVersion.class)
                  .inNamespace(dataset.getMetadata().getNamespace())
                  .withName(latest.name())
                  .get();
      if (version == null || version.getStatus() == null || version.getStatus().path() == null) {
        continue;
      }
      Summary.gates(version, out);
      var place =
          cluster
              .objects()
              .fileOf(version.getSpec().output().bucket(), version.getStatus().path())
              .normalize();
      out.println("  data    " + place.resolve("data"));
      out.println("  report  " + place.resolve("report.html"));
      out.println("  card    " + place.resolve("README.md"));
    }
  }

  /** Who has the token may do everything: the file is its owner's alone from the start. */
  private static void writePrivately(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, content);
  }

  private void stay(Path kubeconfig) throws InterruptedException {
    out.println("\nThe cluster stays up. In another terminal:");
    out.println("  export KUBECONFIG=" + kubeconfig);
    out.println("  kubectl get synthetic");
    out.println("Press Ctrl-C to end it.");
    new CountDownLatch(1).await();
  }
}
