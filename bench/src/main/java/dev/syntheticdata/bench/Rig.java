package dev.syntheticdata.bench;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.KubeBinaries;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A control plane for one bench, and what runs on it. Closes all of it, the last first. */
final class Rig implements AutoCloseable {

  private final Path javaHome;
  private final Path directory;
  private final ControlPlane plane;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private int operators;

  private Rig(Path javaHome, Path directory, ControlPlane plane) {
    this.javaHome = javaHome;
    this.directory = directory;
    this.plane = plane;
  }

  /**
   * Starts one.
   *
   * @param javaHome the Java that operators run on
   * @param directory where logs go; made anew
   */
  static Rig start(Path javaHome, Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var old = Files.list(directory)) {
      for (var file : old.toList()) {
        Files.delete(file);
      }
    }
    return new Rig(javaHome, directory, ControlPlane.start(KubeBinaries.require()));
  }

  String kubernetesVersion() {
    return plane.version();
  }

  Path directory() {
    return directory;
  }

  /** Closes something before the control plane. */
  <T extends AutoCloseable> T closing(T closeable) {
    open.push(closeable);
    return closeable;
  }

  KubernetesClient client(String userAgent) {
    return closing(plane.newClient(userAgent));
  }

  /** Jobs that end at once. */
  FastJobs fastJobs() {
    return closing(new FastJobs(client("fast-jobs")));
  }

  /** A new view of what users see. */
  Observer observer() {
    return closing(new Observer(client("observer")));
  }

  /** Generators and datasets. */
  Fleet fleet() {
    return closing(new Fleet(client("users")));
  }

  /** Starts the operator; it may not be ready yet. */
  OperatorProcess operator(String... jvmOptions) {
    try {
      var kubeconfig =
          Files.writeString(directory.resolve("kubeconfig").toAbsolutePath(), plane.kubeconfig());
      var log = directory.resolve("operator-" + ++operators + ".log").toAbsolutePath();
      var more = new ArrayList<>(List.of(jvmOptions));
      // Only for experiments: what the operator is shipped with is what counts.
      more.addAll(List.of(System.getenv().getOrDefault("BENCH_OPERATOR_JVM", "").split(" ")));
      more.removeIf(String::isBlank);
      return closing(OperatorProcess.start(javaHome, kubeconfig, log, freePort(), more));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    try {
      while (!open.isEmpty()) {
        open.pop().close();
      }
    } finally {
      plane.close();
    }
  }
}
