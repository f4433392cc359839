package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.helm.StateMetrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kube-state-metrics tells of the four kinds: fields that the CRDs have, each name once. */
class StateMetricsTest {

  private static final Path REFERENCE = Path.of("../docs/reference/operator-metrics.md");
  private static final String TABLE_START =
      "<!-- metrics: generated from kube-state-metrics.yaml -->\n";
  private static final String TABLE_END = "<!-- end of metrics -->";

  static Stream<Metric> metrics() {
    return StateMetrics.metrics().stream();
  }

  @Test
  void everyKindIsTold() {
    assertThat(metrics().map(Metric::kind).distinct())
        .containsExactlyInAnyOrder(
            "Generator", "GeneratorVersion", "SyntheticDataset", "SyntheticDatasetVersion");
  }

  @Test
  void theConfigurationNamesTheCrdsAsTheyAre() throws IOException {
    for (var resource : Chart.read(StateMetrics.FILE).at("/spec/resources")) {
      var crd = crd(resource.at("/groupVersionKind/kind").asText());
      assertThat(resource.at("/groupVersionKind/group")).isEqualTo(crd.at("/spec/group"));
      assertThat(resource.at("/groupVersionKind/version"))
          .isEqualTo(crd.at("/spec/versions/0/name"));
      assertThat(resource.path("resourcePlural")).isEqualTo(crd.at("/spec/names/plural"));
    }
  }

  @Test
  void noNameStandsForTwoMetrics() {
    assertThat(metrics().map(Metric::name)).doesNotHaveDuplicates();
  }

  /** Two series of the same labels would be one too many for Prometheus. */
  @Test
  void gatesOnOneMetricAreToldApart() {
    assertThat(metrics().filter(metric -> metric.name().endsWith("_gate_value")))
        .singleElement()
        .satisfies(
            metric ->
                assertThat(metric.labels()).contains("metric", "target", "column", "statistic"));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void everyFieldIsOneOfTheCrd(Metric metric) throws IOException {
    var values = metric.values();
    var at = field(schema(metric.kind()), StateMetrics.path(values.get("path")));
    assertThat(at.isMissingNode()).as("%s: %s", metric.name(), values.get("path")).isFalse();
    var element = at.has("items") ? at.get("items") : at;
    assertThat(field(element, StateMetrics.path(values.path("valueFrom"))).path("type").asText())
        .as("the value of %s", metric.name())
        .isIn("integer", "number", "boolean", "string");
    for (var label : values.path("labelsFromPath")) {
      assertThat(field(element, StateMetrics.path(label)).isMissingNode())
          .as("%s: %s", metric.name(), label)
          .isFalse();
    }
    for (var label : metric.resourceLabels()) {
      var path = StateMetrics.path(label);
      assertThat(
              path.get(0).equals("metadata") || !field(schema(metric.kind()), path).isMissingNode())
          .as("%s: %s", metric.name(), label)
          .isTrue();
    }
  }

  @Test
  void everyPhaseIsOneOfTheCrdAndNoneIsLeftOut() throws IOException {
    var told = new TreeSet<String>();
    for (var metric : metrics().filter(m -> m.name().endsWith("_phase")).toList()) {
      told.addAll(StateMetrics.path(metric.values().get("list")));
    }
    var phase = field(schema("SyntheticDatasetVersion"), List.of("status", "phase"));
    assertThat(told).containsExactlyInAnyOrderElementsOf(StateMetrics.path(phase.get("enum")));
  }

  /** Written anew with {@code mvn -pl helm test -Dtest=StateMetricsTest -Dgolden.write}. */
  @Test
  void theReferenceListsThem() throws IOException {
    var text = Files.readString(REFERENCE);
    int start = text.indexOf(TABLE_START) + TABLE_START.length();
    int end = text.indexOf(TABLE_END);
    assertThat(end).isGreaterThanOrEqualTo(start);
    if (System.getProperty("golden.write") != null) {
      Files.writeString(
          REFERENCE, text.substring(0, start) + StateMetrics.table() + text.substring(end));
    }
    assertThat(Files.readString(REFERENCE))
        .as("run: mvn -pl helm test -Dtest=StateMetricsTest -Dgolden.write")
        .contains(TABLE_START + StateMetrics.table() + TABLE_END);
  }

  @Test
  void kubeStateMetricsGetsItsConfigurationWhereItRuns() throws IOException {
    var map = Chart.object("kubeStateMetrics: {enabled: true, namespace: monitoring}", "ConfigMap");
    assertThat(map.at("/metadata/namespace").asText()).isEqualTo("monitoring");
    assertThat(map.at("/data/custom-resource-state.yaml").asText())
        .isEqualToIgnoringWhitespace(Files.readString(StateMetrics.FILE));
    assertThat(Chart.parse(map.at("/data/custom-resource-state.yaml").asText()))
        .containsExactly(Chart.read(StateMetrics.FILE));
  }

  @Test
  void itsRightsAreGivenToTheAccountThatIsNamed() {
    var values =
        """
        watchNamespaces: [team-a]
        kubeStateMetrics: {enabled: true, namespace: monitoring, serviceAccountName: ksm}
        """;
    var binding = Chart.object(values, "ClusterRoleBinding");
    assertThat(binding.at("/roleRef/name").asText()).endsWith("-kube-state-metrics");
    assertThat(binding.at("/subjects/0/name").asText()).isEqualTo("ksm");
    assertThat(binding.at("/subjects/0/namespace").asText()).isEqualTo("monitoring");
  }

  private static JsonNode schema(String kind) throws IOException {
    return crd(kind).at("/spec/versions/0/schema/openAPIV3Schema");
  }

  private static JsonNode crd(String kind) throws IOException {
    try (var files = Files.list(Path.of("../crds"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(Chart::read)
          .filter(crd -> crd.at("/spec/names/kind").asText().equals(kind))
          .findFirst()
          .orElseThrow();
    }
  }

  private static JsonNode field(JsonNode schema, List<String> path) {
    var node = schema;
    for (var step : path) {
      node = node.path("properties").path(step);
    }
    return node;
  }
}
