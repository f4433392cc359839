package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.local.operator.FakeJobs;
import dev.syntheticdata.local.operator.FakeWorker;
import dev.syntheticdata.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster in which the operator of a release can be started; its Jobs are answered at once. */
abstract class OnClusterWithOperator extends OnCluster {

  static final String NAMESPACE = "installed";

  @TempDir private Path directory;
  private KubernetesClient cluster;
  private FakeJobs jobs;

  @BeforeEach
  final void answerJobs() {
    cluster = plane.newClient("cluster");
  }

  @AfterEach
  final void stopAnswering() {
    if (jobs != null) {
      jobs.close();
    }
    cluster.close();
  }

  /** The operator, as the release's Deployment has it started. */
  final OperatorProcess started(Installation release) throws IOException {
    awaitKinds();
    jobs = new FakeJobs(cluster, new FakeWorker());
    var deployments = client.apps().deployments().inNamespace(NAMESPACE).list().getItems();
    assertThat(deployments).hasSize(1);
    return OperatorProcess.start(release, deployments.get(0), directory);
  }

  /**
   * A generator named gen and a dataset named data that is made of it, in a namespace of this test
   * alone.
   */
  final void create(String namespace) throws IOException {
    restrictedNamespace(namespace);
    for (var file : List.of("/operator/generator.yaml", "/operator/dataset.yaml")) {
      try (var stream = OnClusterWithOperator.class.getResourceAsStream(file)) {
        HasMetadata object = client.load(stream).items().get(0);
        object.getMetadata().setNamespace(namespace);
        client.resource(object).create();
      }
    }
  }

  /** Waits; where it takes too long, the error shows what the operator logged. */
  final void awaitReady(OperatorProcess operator, String namespace) {
    try {
      await().atMost(LIMIT).until(() -> isReady(namespace));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("the dataset does not become ready:\n" + operator.log(), e);
    }
  }

  private boolean isReady(String namespace) {
    var dataset = client.resources(SyntheticDataset.class).inNamespace(namespace).withName("data");
    var status = dataset.get().getStatus();
    return status != null && Conditions.isTrue(status.conditions(), Conditions.READY);
  }
}
