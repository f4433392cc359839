package dev.syntheticdata.operator;

import dev.syntheticdata.operator.job.Labels;
import dev.syntheticdata.operator.policy.Digests;
import dev.syntheticdata.operator.status.Conditions;
import dev.syntheticdata.operator.status.Reason;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Kubernetes Events for transitions. An Event's name is drawn from what it says, so that a
 * transition that is seen again after a restart is not told twice. An Event that cannot be written
 * is logged and does not hold up the resource: the status says the same.
 */
public final class EventRecorder {

  private static final Logger LOGGER = LoggerFactory.getLogger(EventRecorder.class);

  private final KubernetesClient client;
  private final Clock clock;

  public EventRecorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Something went as it should. */
  public void normal(HasMetadata about, Reason reason, String message) {
    record(about, "Normal", reason, message);
  }

  /** Something needs attention. */
  public void warning(HasMetadata about, Reason reason, String message) {
    record(about, "Warning", reason, message);
  }

  private void record(HasMetadata about, String type, Reason reason, String message) {
    var metadata = about.getMetadata();
    var text = Conditions.cut(message);
    var identity = metadata.getUid() + "/" + metadata.getGeneration() + "/" + reason + "/" + text;
    var now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    var event =
        new EventBuilder()
            .withNewMetadata()
            .withName(metadata.getName() + "." + Long.toHexString(Digests.number(identity)))
            .withNamespace(metadata.getNamespace())
            .addToLabels(Labels.MANAGED_BY, Labels.MANAGER)
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion(about.getApiVersion())
            .withKind(about.getKind())
            .withName(metadata.getName())
            .withNamespace(metadata.getNamespace())
            .withUid(metadata.getUid())
            .endInvolvedObject()
            .withType(type)
            .withReason(reason.word())
            .withMessage(text)
            .withFirstTimestamp(now)
            .withLastTimestamp(now)
            .withCount(1)
            .withNewSource()
            .withComponent(Labels.MANAGER)
            .endSource()
            .withReportingComponent(Labels.MANAGER)
            .withReportingInstance(Labels.MANAGER)
            .build();
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        LOGGER.atWarn().addKeyValue("reason", reason.word()).setCause(e).log("Event not written");
      }
    }
  }
}
