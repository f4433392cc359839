package dev.syntheticdata.local.e2e;

import dev.syntheticdata.local.LocalCluster;
import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.ShippedAccount;
import dev.syntheticdata.local.objectstore.EmbeddedObjectStore;
import dev.syntheticdata.local.pod.PodRunner;
import dev.syntheticdata.local.pod.PodRunnerSettings;
import dev.syntheticdata.operator.OperatorRuntime;
import dev.syntheticdata.operator.OperatorSettings;
import dev.syntheticdata.operator.job.JobSettings;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The operator with the rights that the chart gives it, on the real control plane with its
 * controllers of Jobs, of their time to live and of namespaces. The pod runner is the kubelet, and
 * the S3 server that of local mode.
 */
final class KubeCluster implements AutoCloseable {

  /** So short that the test sees a Job go, and so long that the operator is never in haste. */
  static final int TTL_SECONDS = 3;

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final ControlPlane plane;
  private final String account;
  private final EmbeddedObjectStore objects;
  private final KubernetesClient client;
  private OperatorRuntime operator;
  private KubernetesClient operatorClient;

  private KubeCluster(ControlPlane plane, Path directory, Path workerJar, int maxPods)
      throws IOException {
    this.plane = plane;
    plane.clean();
    account = ShippedAccount.install(plane);
    objects =
        opened(
            EmbeddedObjectStore.start(
                directory.resolve("objects"),
                0,
                EmbeddedObjectStore.Credentials.random(new SecureRandom())));
    client = opened(plane.newClient("tests"));
    client.resource(secret()).create();
    var runner =
        opened(
            new PodRunner(
                opened(plane.newClient("kubelet")),
                PodRunnerSettings.local(directory.resolve("pods"), maxPods),
                LocalCluster.containers(workerJar),
                Clock.systemUTC()));
    runner.start();
    opened(
        plane.startControllers(
            "job-controller", "ttl-after-finished-controller", "namespace-controller"));
    startOperator(Metrics.NOOP);
  }

  static KubeCluster start(ControlPlane plane, Path directory, Path workerJar, int maxPods)
      throws IOException {
    return new KubeCluster(plane, directory, workerJar, maxPods);
  }

  private Secret secret() {
    var keys = objects.credentials();
    return World.secret(LocalCluster.CREDENTIALS_SECRET, keys.accessKey(), keys.secretKey());
  }

  /** A client with all rights. */
  KubernetesClient client() {
    return client;
  }

  ControlPlane plane() {
    return plane;
  }

  EmbeddedObjectStore objects() {
    return objects;
  }

  /** Starts the operator; there is none, or it was stopped. */
  void startOperator(Metrics metrics) {
    operatorClient = plane.newClientAs(account, "operator");
    operator =
        new OperatorRuntime(
            operatorClient, operatorSettings(), Clock.systemUTC(), metrics, () -> {});
    operator.start();
  }

  /** Stops the operator, as where its pod is removed. */
  void stopOperator() {
    if (operator != null) {
      operator.close();
      operatorClient.close();
      operator = null;
    }
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
            TTL_SECONDS,
            "tests",
            objects.endpoint().toString());
    return new OperatorSettings(Set.of(), LocalCluster.WORKER_IMAGE, jobs, 4, null);
  }

  private <T extends AutoCloseable> T opened(T part) {
    parts.push(part);
    return part;
  }

  /** Stops everything, the last that was started first; what is on the control plane stays. */
  @Override
  public void close() {
    stopOperator();
    RuntimeException failure = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("a part of the cluster could not be stopped");
        }
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
