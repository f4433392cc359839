package dev.syntheticdata.local.apiserver.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.syntheticdata.local.apiserver.model.PrinterColumn;
import dev.syntheticdata.local.apiserver.model.ResourceType;
import dev.syntheticdata.local.apiserver.schema.BuiltinTypes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The columns of the built-in kinds, as a cluster shows them. */
final class BuiltinColumns {
  private static final String NONE = "<none>";

  private BuiltinColumns() {}

  static List<Column> of(ResourceType type) {
    return switch (type.resource()) {
      case BuiltinTypes.PODS -> pods();
      case BuiltinTypes.JOBS -> jobs();
      case BuiltinTypes.EVENTS -> events();
      case BuiltinTypes.NAMESPACES ->
          List.of(Column.name(), Column.text("Status", o -> phase(o)), Column.age());
      case BuiltinTypes.CONFIG_MAPS ->
          List.of(
              Column.name(),
              Column.count("Data", o -> o.path("data").size() + o.path("binaryData").size()),
              Column.age());
      case BuiltinTypes.SECRETS ->
          List.of(
              Column.name(),
              Column.text("Type", o -> o.path("type").asText("Opaque")),
              Column.count("Data", o -> o.path("data").size()),
              Column.age());
      case "leases.coordination.k8s.io" ->
          List.of(
              Column.name(),
              Column.text("Holder", o -> o.path("spec").path("holderIdentity").asText("")),
              Column.age());
      case BuiltinTypes.CRDS ->
          List.of(
              Column.name(),
              Column.text(
                  "Created At", o -> o.path("metadata").path("creationTimestamp").asText("")));
      default -> List.of(Column.name(), Column.age());
    };
  }

  private static List<Column> pods() {
    return List.of(
        Column.name(),
        Column.text("Ready", BuiltinColumns::readyContainers),
        Column.text("Status", BuiltinColumns::podStatus),
        Column.count("Restarts", BuiltinColumns::restarts),
        Column.age(),
        Column.wide("IP", o -> orNone(o.path("status").path("podIP").asText(""))),
        Column.wide("Node", o -> orNone(o.path("spec").path("nodeName").asText(""))));
  }

  private static String readyContainers(JsonNode pod) {
    long ready =
        stream(pod.path("status").path("containerStatuses"))
            .filter(c -> c.path("ready").asBoolean(false))
            .count();
    return ready + "/" + pod.path("spec").path("containers").size();
  }

  private static int restarts(JsonNode pod) {
    return stream(pod.path("status").path("containerStatuses"))
        .mapToInt(c -> c.path("restartCount").asInt(0))
        .sum();
  }

  /** The phase, unless a container says something more precise. */
  private static String podStatus(JsonNode pod) {
    String status = pod.path("status").path("reason").asText(phase(pod));
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      JsonNode state = container.path("state");
      String reason =
          state
              .path("terminated")
              .path("reason")
              .asText(state.path("waiting").path("reason").asText(""));
      if (!reason.isEmpty()) {
        status = reason;
      }
    }
    return pod.path("metadata").has("deletionTimestamp") ? "Terminating" : status;
  }

  private static List<Column> jobs() {
    return List.of(
        Column.name(),
        Column.text("Status", BuiltinColumns::jobStatus),
        Column.text("Completions", BuiltinColumns::completions),
        new Column(
            new PrinterColumn("Duration", "string", "", "", "", 0),
            (job, now) -> TextNode.valueOf(duration(job, now))),
        Column.age(),
        Column.wide("Containers", o -> containers(o, "name")),
        Column.wide("Images", o -> containers(o, "image")),
        Column.wide("Selector", BuiltinColumns::selector));
  }

  private static String jobStatus(JsonNode job) {
    for (String type : List.of("Complete", "Failed", "Suspended", "FailureTarget")) {
      boolean holds =
          stream(job.path("status").path("conditions"))
              .anyMatch(
                  c ->
                      c.path("type").asText().equals(type)
                          && c.path("status").asText().equals("True"));
      if (holds) {
        return type;
      }
    }
    return job.path("metadata").has("deletionTimestamp") ? "Terminating" : "Running";
  }

  private static String completions(JsonNode job) {
    int succeeded = job.path("status").path("succeeded").asInt(0);
    JsonNode wanted = job.path("spec").path("completions");
    if (wanted.isNumber()) {
      return succeeded + "/" + wanted.asInt();
    }
    int parallelism = job.path("spec").path("parallelism").asInt(1);
    return succeeded + (parallelism > 1 ? "/1 of " + parallelism : "/1");
  }

  private static String duration(JsonNode job, Instant now) {
    JsonNode status = job.path("status");
    if (!status.has("startTime")) {
      return "";
    }
    Instant start = instant(status.get("startTime"));
    Instant end = status.has("completionTime") ? instant(status.get("completionTime")) : now;
    return Ages.describe(Duration.between(start, end));
  }

  private static Instant instant(JsonNode time) {
    return OffsetDateTime.parse(time.asText()).toInstant();
  }

  private static String containers(JsonNode job, String field) {
    return stream(job.path("spec").path("template").path("spec").path("containers"))
        .map(c -> c.path(field).asText())
        .collect(Collectors.joining(","));
  }

  private static String selector(JsonNode job) {
    return job.path("spec").path("selector").path("matchLabels").properties().stream()
        .map(l -> l.getKey() + "=" + l.getValue().asText())
        .collect(Collectors.joining(","));
  }

  private static List<Column> events() {
    return List.of(
        Column.date("Last Seen", BuiltinColumns::lastSeen),
        Column.text("Type", o -> o.path("type").asText("")),
        Column.text("Reason", o -> o.path("reason").asText("")),
        Column.text("Object", BuiltinColumns::involved),
        Column.wide("Source", o -> o.path("source").path("component").asText("")),
        Column.text("Message", o -> o.path("message").asText("").trim()),
        new Column(
            new PrinterColumn("Count", "integer", "", "", "", 1),
            (o, now) -> IntNode.valueOf(o.path("count").asInt(1))),
        new Column(
            new PrinterColumn("Name", "string", "name", "", "", 1),
            (o, now) -> o.path("metadata").path("name")));
  }

  private static String lastSeen(JsonNode event) {
    for (String field : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
      if (event.hasNonNull(field)) {
        return event.get(field).asText();
      }
    }
    return event.path("metadata").path("creationTimestamp").asText("");
  }

  private static String involved(JsonNode event) {
    JsonNode object = event.path("involvedObject");
    return object.path("kind").asText("").toLowerCase(Locale.ROOT)
        + "/"
        + object.path("name").asText("");
  }

  private static String phase(JsonNode object) {
    return object.path("status").path("phase").asText("Unknown");
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
