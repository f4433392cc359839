package dev.syntheticdata.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class EventRecorderTest {

  KubernetesMockServer server;
  KubernetesClient client;

  private final Generator generator = Fixtures.generator();
  private EventRecorder events;

  @BeforeEach
  void start() {
    events = recorder("2026-03-10T12:00:00.9Z");
  }

  private EventRecorder recorder(String time) {
    return new EventRecorder(client, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  private List<Event> written() {
    return client.v1().events().inNamespace("research").list().getItems();
  }

  @Test
  void anEventSaysOfWhatItIsAndWhy() {
    events.warning(generator, Reason.INVALID_INPUT, "row 7 is ragged");

    assertThat(written()).hasSize(1);
    var event = written().get(0);
    assertThat(event.getType()).isEqualTo("Warning");
    assertThat(event.getReason()).isEqualTo("InvalidInput");
    assertThat(event.getMessage()).isEqualTo("row 7 is ragged");
    assertThat(event.getFirstTimestamp()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(event.getLastTimestamp()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(event.getCount()).isEqualTo(1);
    assertThat(event.getSource().getComponent()).isEqualTo("synthetic-data-operator");
    var about = event.getInvolvedObject();
    assertThat(about.getApiVersion()).isEqualTo("syntheticdata.dev/v1alpha1");
    assertThat(about.getKind()).isEqualTo("Generator");
    assertThat(about.getName()).isEqualTo("patients");
    assertThat(about.getNamespace()).isEqualTo("research");
    assertThat(about.getUid()).isEqualTo(generator.getMetadata().getUid());
  }

  @Test
  void whatWentAsItShouldIsNormal() {
    events.normal(generator, Reason.VERSION_CREATED, "patients-v1");
    assertThat(written()).extracting(Event::getType).containsExactly("Normal");
  }

  @Test
  void aTransitionThatIsSeenAgainAfterARestartIsToldOnce() {
    events.normal(generator, Reason.VERSION_CREATED, "patients-v1");
    recorder("2026-03-10T13:00:00Z").normal(generator, Reason.VERSION_CREATED, "patients-v1");
    assertThat(written()).hasSize(1);
  }

  @Test
  void anotherReasonMessageGenerationOrIncarnationIsAnotherEvent() {
    events.normal(generator, Reason.VERSION_CREATED, "patients-v1");
    events.normal(generator, Reason.VERSION_RETIRED, "patients-v1");
    events.normal(generator, Reason.VERSION_CREATED, "patients-v2");
    generator.getMetadata().setGeneration(2L);
    events.normal(generator, Reason.VERSION_CREATED, "patients-v1");
    generator.getMetadata().setUid("99999999");
    events.normal(generator, Reason.VERSION_CREATED, "patients-v1");
    assertThat(written()).hasSize(5);
  }

  @Test
  void aLongMessageIsCutToWhatTheApiServerTakes() {
    events.normal(generator, Reason.VERSION_CREATED, "x".repeat(3000));
    assertThat(written().get(0).getMessage()).hasSize(1024).endsWith("…");
  }

  @Test
  void anEventThatCannotBeWrittenHoldsNothingUp() {
    server.expect().post().withPath("/api/v1/namespaces/research/events").andReturn(403, "").once();
    assertThatCode(() -> events.normal(generator, Reason.VERSION_CREATED, "patients-v1"))
        .doesNotThrowAnyException();
    assertThat(written()).isEmpty();
  }
}
