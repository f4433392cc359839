package dev.syntheticdata.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The chart's configuration of kube-state-metrics. */
final class StateMetrics {

  static final Path FILE = Chart.DIRECTORY.resolve("files/kube-state-metrics.yaml");

  /**
   * A metric.
   *
   * @param kind the kind it tells of
   * @param name its full name
   * @param help what it tells
   * @param labels its own labels
   * @param family its definition, with the field {@code each}
   * @param resourceLabels where the labels of all metrics of the kind come from
   */
  record Metric(
      String kind,
      String name,
      String help,
      List<String> labels,
      JsonNode family,
      JsonNode resourceLabels) {

    /** The definition of its values: that of a gauge or of a set of states. */
    JsonNode values() {
      var each = family.get("each");
      var type = each.get("type").asText();
      return each.get(type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1));
    }
  }

  private StateMetrics() {}

  static List<Metric> metrics() {
    var metrics = new ArrayList<Metric>();
    for (var resource : Chart.read(FILE).at("/spec/resources")) {
      for (var family : resource.path("metrics")) {
        var name = resource.path("metricNamePrefix").asText() + "_" + family.path("name").asText();
        metrics.add(
            new Metric(
                resource.at("/groupVersionKind/kind").asText(),
                name,
                family.path("help").asText(),
                labels(resource, family),
                family,
                resource.path("labelsFromPath")));
      }
    }
    return metrics;
  }

  /** The metrics as a table in Markdown. */
  static String table() {
    return metrics().stream()
        .map(
            metric ->
                "| `%s` | %s | %s |"
                    .formatted(
                        metric.name(),
                        metric.labels().stream()
                            .map(label -> "`" + label + "`")
                            .collect(Collectors.joining(", ")),
                        metric.help()))
        .collect(Collectors.joining("\n", "| metric | labels | |\n|---|---|---|\n", "\n"));
  }

  /** The path of an array of steps. */
  static List<String> path(JsonNode steps) {
    return StreamSupport.stream(steps.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> labels(JsonNode resource, JsonNode family) {
    var labels = new ArrayList<String>();
    resource.path("labelsFromPath").fieldNames().forEachRemaining(labels::add);
    labels.removeAll(List.of("exported_namespace", "name"));
    var gauge = family.at("/each/gauge/labelsFromPath");
    gauge.fieldNames().forEachRemaining(labels::add);
    var state = family.at("/each/stateSet/labelName");
    if (!state.isMissingNode()) {
      labels.add(state.asText());
    }
    return labels;
  }
}
