package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeanStoreTest {

  private static <T extends HasMetadata> T kept(T object) {
    object.getMetadata().getManagedFields().add(new ManagedFieldsEntry());
    LeanStore<T> store = LeanStore.of(Set.of());
    store.put(store.getKey(object), object);
    return store.get("team/task");
  }

  @Test
  void aJobIsKeptWithWhatTellsWhetherItIsDoneAndLetGo() {
    var job =
        kept(
            new JobBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("task")
                .addToLabels("label", "value")
                .endMetadata()
                .withNewSpec()
                .withSuspend(true)
                .withTtlSecondsAfterFinished(600)
                .withNewTemplate()
                .withNewSpec()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withSucceeded(1)
                .endStatus()
                .build());
    assertThat(job.getSpec().getTemplate()).isNull();
    assertThat(job.getSpec().getSuspend()).isTrue();
    assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(600);
    assertThat(job.getStatus().getSucceeded()).isEqualTo(1);
    assertThat(job.getMetadata().getLabels()).containsEntry("label", "value");
    assertThat(job.getMetadata().getManagedFields()).isNull();
  }

  @Test
  void aPodIsKeptWithWhatItReports() {
    Pod pod =
        kept(
            new PodBuilder()
                .withNewMetadata()
                .withNamespace("team")
                .withName("task")
                .endMetadata()
                .withNewSpec()
                .withNodeName("node")
                .endSpec()
                .withNewStatus()
                .withPhase("Succeeded")
                .withHostIP("10.0.0.1")
                .addNewInitContainerStatus()
                .withName("engine")
                .endInitContainerStatus()
                .addNewContainerStatus()
                .withName("worker")
                .endContainerStatus()
                .endStatus()
                .build());
    assertThat(pod.getSpec()).isNull();
    assertThat(pod.getStatus().getHostIP()).isNull();
    assertThat(pod.getStatus().getPhase()).isEqualTo("Succeeded");
    assertThat(pod.getStatus().getContainerStatuses()).hasSize(1);
    assertThat(pod.getStatus().getInitContainerStatuses()).hasSize(1);
    assertThat(pod.getMetadata().getManagedFields()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", Constants.WATCH_ALL_NAMESPACES})
  void oneInformerHasAStore(String namespaces) {
    assertThat(LeanStore.<Job>of(Set.of(namespaces))).isNotNull();
  }

  /** Each of their informers would take what it does not list for deleted. */
  @Test
  void theInformersOfSeveralNamespacesDoNotShareOne() {
    assertThat(LeanStore.<Job>of(Set.of("team", "other"))).isNull();
  }
}
