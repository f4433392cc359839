package dev.syntheticdata.local.e2e;

import dev.syntheticdata.local.LocalCluster;
import dev.syntheticdata.local.Parts;
import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.ShippedAccount;
import dev.syntheticdata.local.objectstore.EmbeddedObjectStore;
import dev.syntheticdata.local.pod.PodRunner;
import dev.syntheticdata.local.pod.PodRunnerSettings;
import dev.syntheticdata.operator.OperatorRuntime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The operator with the rights that the chart gives it, on the real control plane with its
 * controllers of Jobs, of their time to live and of namespaces. The pod runner is the kubelet, and
 * the S3 server that of local mode.
 */
final class KubeCluster implements AutoCloseable {

  /** So short that the test sees a Job go, and so long that the operator is never in haste. */
  static final int TTL_SECONDS = 3;

  private final Parts parts = new Parts();
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
        parts.opened(
            EmbeddedObjectStore.start(
                directory.resolve("objects"),
                0,
                EmbeddedObjectStore.Credentials.random(new SecureRandom())));
    client = parts.opened(plane.newClient("tests"));
    client.resource(LocalCluster.secret(objects)).create();
    var runner =
        parts.opened(
            new PodRunner(
                parts.opened(plane.newClient("kubelet")),
                PodRunnerSettings.local(directory.resolve("pods"), maxPods),
                LocalCluster.containers(workerJar),
                Clock.systemUTC()));
    runner.start();
    parts.opened(
        plane.startControllers(
            "job-controller", "ttl-after-finished-controller", "namespace-controller"));
    startOperator(Metrics.NOOP);
  }

  static KubeCluster start(ControlPlane plane, Path directory, Path workerJar, int maxPods)
      throws IOException {
    return new KubeCluster(plane, directory, workerJar, maxPods);
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
            operatorClient,
            LocalCluster.operatorSettings("tests", TTL_SECONDS, objects),
            Clock.systemUTC(),
            metrics,
            () -> {});
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

  /** Stops everything, the last that was started first; what is on the control plane stays. */
  @Override
  public void close() {
    stopOperator();
    parts.close();
  }
}
