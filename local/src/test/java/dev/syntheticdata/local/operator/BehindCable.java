package dev.syntheticdata.local.operator;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A control plane, and an operator that reaches it by a {@link Cable} alone; users and the cluster
 * have connections of their own.
 */
@ExtendWith(OnControlPlane.class)
abstract class BehindCable {

  static ControlPlane plane;

  KubernetesClient user;
  KubernetesClient cluster;
  Cable cable;
  FakeJobs jobs;
  Life life;

  /** The operator, to be stopped with the rest; null where a test starts none or its own. */
  OperatorUnderTest operator;

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @BeforeEach
  void connect() {
    plane.clean();
    user = plane.newClient("user");
    cluster = plane.newClient("cluster");
    life = new Life(user);
    jobs = new FakeJobs(cluster, new FakeWorker());
    cable = new Cable(URI.create(user.getConfiguration().getMasterUrl()).getPort());
  }

  /** The settings of an operator's client. */
  final ConfigBuilder throughCable() {
    return new ConfigBuilder(user.getConfiguration())
        .withMasterUrl("https://127.0.0.1:" + cable.port())
        .withUserAgent("operator");
  }

  @AfterEach
  void disconnect() {
    if (operator != null) {
      operator.close();
    }
    cable.close();
    jobs.close();
    user.close();
    cluster.close();
  }
}
