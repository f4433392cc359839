package dev.syntheticdata.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedTest {

  private final Watched watched =
      new Watched(
          List.of(
              generator("Unknown", "Reconciling"), dataset("patients", "Unknown", "Reconciling")));

  @Test
  void whatIsOnItsWayIsWaitedFor() throws InterruptedException {
    assertThat(watched.await(Duration.ZERO)).isFalse();
    assertThat(watched.unsettled())
        .contains("Generator default/patients", "SyntheticDataset default/synthetic");
  }

  @Test
  void whatIsReadyIsAtRest() throws InterruptedException {
    watched.seen(generator("True", null));
    watched.seen(dataset("patients", "True", null));

    assertThat(watched.await(Duration.ZERO)).isTrue();
    assertThat(watched.stalled()).isFalse();
  }

  @Test
  void aDatasetIsNotWaitedForWhereItsGeneratorNeedsAPerson() throws InterruptedException {
    watched.seen(generator("False", "Stalled"));

    assertThat(watched.await(Duration.ZERO)).isTrue();
    assertThat(watched.stalled()).isTrue();
  }

  @Test
  void aDatasetOfAnotherGeneratorIsWaitedForAllTheSame() throws InterruptedException {
    watched.seen(generator("False", "Stalled"));
    watched.seen(dataset("others", "Unknown", "Reconciling"));

    assertThat(watched.await(Duration.ZERO)).isFalse();
  }

  private static HasMetadata generator(String ready, String andTrue) {
    return resource(Generator.class, "patients", "{}", ready, andTrue);
  }

  private static HasMetadata dataset(String generator, String ready, String andTrue) {
    return resource(
        SyntheticDataset.class,
        "synthetic",
        "{generatorRef: {name: " + generator + "}}",
        ready,
        andTrue);
  }

  private static <T extends HasMetadata> T resource(
      Class<T> type, String name, String spec, String ready, String andTrue) {
    var other = andTrue == null ? "" : ", {type: " + andTrue + ", status: 'True'}";
    return Serialization.unmarshal(
        """
        apiVersion: syntheticdata.dev/v1alpha1
        kind: %s
        metadata: {name: %s, namespace: default}
        spec: %s
        status:
          conditions: [{type: Ready, status: '%s', message: so far}%s]
        """
            .formatted(type.getSimpleName(), name, spec, ready, other),
        type);
  }
}
