package dev.syntheticdata.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.local.cluster.ControlPlane;
import dev.syntheticdata.local.cluster.OnControlPlane;
import dev.syntheticdata.operator.ApiClient;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the operator's client applies is an apply to a real API server, in all that it keeps. */
@ExtendWith(OnControlPlane.class)
class ApplyOnKubeApiServerTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TEXT = "größer als 1 µm";

  private static ControlPlane plane;

  private KubernetesClient user;
  private KubernetesClient operator;

  @BeforeAll
  static void use(ControlPlane shared) {
    plane = shared;
  }

  @BeforeEach
  void start() {
    plane.clean();
    user = plane.newClient("user");
    operator = ApiClient.connect(user.getConfiguration(), Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    operator.close();
    user.close();
  }

  @Test
  void theFieldsAreOwnedByAnApply() {
    var applied = apply();

    assertThat(applied.getMetadata().getManagedFields())
        .singleElement()
        .returns("Apply", ManagedFieldsEntry::getOperation)
        .returns("operator", ManagedFieldsEntry::getManager);
    assertThat(user.configMaps().withName("applied").get().getData()).containsEntry("text", TEXT);
  }

  /** It compares the type of what is sent with the very word. */
  @Test
  void theMetricsCountAnApply() {
    long applies = requests("APPLY");
    long patches = requests("PATCH");

    apply();

    // A request is counted when it has been answered.
    await().atMost(LIMIT).until(() -> requests("APPLY") + requests("PATCH") > applies + patches);
    assertThat(requests("APPLY")).as("applies").isEqualTo(applies + 1);
    assertThat(requests("PATCH")).as("other patches").isEqualTo(patches);
  }

  private ConfigMap apply() {
    var map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("applied")
            .endMetadata()
            .withData(Map.of("text", TEXT))
            .build();
    return operator.resource(map).fieldManager("operator").forceConflicts().serverSideApply();
  }

  private long requests(String verb) {
    return user.raw("/metrics")
        .lines()
        .filter(line -> line.startsWith("apiserver_request_total{"))
        .filter(line -> line.contains("resource=\"configmaps\""))
        .filter(line -> line.contains("verb=\"" + verb + "\""))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
