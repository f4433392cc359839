package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboard ask for metrics, reasons and kinds that there are. */
class MonitoringTest {

  private static final String ALL =
      """
      serviceMonitor: {enabled: true, metricRelabelings: [{action: labeldrop, regex: x}]}
      prometheusRule: {enabled: true, labels: {release: prometheus}}
      dashboard: {enabled: true, annotations: {grafana_folder: Data}}
      """;

  private static final Pattern METRIC = Pattern.compile("\\b(operator_sdk|syntheticdata|jvm)_\\w+");
  private static final Pattern REASON = Pattern.compile("reason=\"(\\w+)\"");
  private static final Pattern CONDITION = Pattern.compile("[,{]type=\"(\\w+)\"");

  private static final Path GUIDE = Path.of("../docs/install.md");
  private static final String TABLE_START = "<!-- alerts: generated from files/alerts -->\n";
  private static final String TABLE_END = "<!-- end of alerts -->";

  static Stream<JsonNode> alerts() throws IOException {
    return Stream.of("operator", "resources")
        .map(name -> Chart.DIRECTORY.resolve("files/alerts/" + name + ".yaml"))
        .flatMap(
            file -> {
              var alerts = new ArrayList<JsonNode>();
              Chart.read(file).forEach(alerts::add);
              return alerts.stream();
            });
  }

  @Test
  void everyMetricThatIsAskedForExists() throws IOException {
    assertThat(found(METRIC, 0)).isNotEmpty().isSubsetOf(known());
  }

  @Test
  void everyReasonThatIsAskedForExists() throws IOException {
    var reasons = Files.readString(Path.of("../docs/reference/reasons.md"));
    assertThat(found(REASON, 1))
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reasons).contains("| `" + reason + "` |"));
  }

  @Test
  void everyConditionThatIsAskedForExists() throws IOException {
    var conditions =
        Files.readString(
            Path.of("../operator/src/main/java/dev/syntheticdata/operator/status/Conditions.java"));
    assertThat(found(CONDITION, 1))
        .isNotEmpty()
        .allSatisfy(condition -> assertThat(conditions).contains("= \"" + condition + "\";"));
  }

  @Test
  void everyControllersQueueIsWatched() {
    for (var kind :
        List.of("generator", "generatorversion", "syntheticdataset", "syntheticdatasetversion")) {
      assertThat(alert("SyntheticDataOperatorQueueLong").path("expr").asText())
          .containsPattern("queue_size_" + kind + "\\b");
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyAlertSaysHowBadItIsAndWhatToDo(JsonNode alert) {
    assertThat(alert.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("alert", "expr", "for", "labels", "annotations");
    assertThat(alert.path("alert").asText()).startsWith("Synthetic");
    assertThat(alert.path("for").asText()).matches("[0-9]+[mhd]");
    assertThat(alert.at("/labels/severity").asText()).isIn("info", "warning", "critical");
    assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
    assertThat(alert.at("/annotations/description").asText()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void everyBracketOfAnAlertIsClosed(JsonNode alert) {
    var expression = alert.path("expr").asText();
    assertThat(expression.chars().filter(c -> c == '(').count())
        .isEqualTo(expression.chars().filter(c -> c == ')').count());
    assertThat(expression.chars().filter(c -> c == '{').count())
        .isEqualTo(expression.chars().filter(c -> c == '}').count());
    assertThat(expression).doesNotContain("\n");
  }

  /** Written anew with {@code mvn -pl helm test -Dtest=MonitoringTest -Dgolden.write}. */
  @Test
  void theGuideListsTheAlerts() throws IOException {
    var text = Files.readString(GUIDE);
    int start = text.indexOf(TABLE_START) + TABLE_START.length();
    int end = text.indexOf(TABLE_END);
    assertThat(end).isGreaterThanOrEqualTo(start);
    if (System.getProperty("golden.write") != null) {
      Files.writeString(GUIDE, text.substring(0, start) + table() + text.substring(end));
    }
    assertThat(Files.readString(GUIDE))
        .as("run: mvn -pl helm test -Dtest=MonitoringTest -Dgolden.write")
        .contains(TABLE_START + table() + TABLE_END);
  }

  @Test
  void theRuleHoldsTheAlertsAsTheyAre() throws IOException {
    var rule = Chart.object(ALL, "PrometheusRule");
    var rules = new ArrayList<JsonNode>();
    rule.at("/spec/groups").forEach(group -> group.path("rules").forEach(rules::add));
    assertThat(rules).containsExactlyElementsOf(alerts().toList());
    assertThat(rule.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
  }

  @Test
  void alertsOnResourcesCanBeLeftOut() {
    var rule = Chart.object("prometheusRule: {enabled: true, resources: false}", "PrometheusRule");
    assertThat(rule.at("/spec/groups"))
        .extracting(group -> group.path("name").asText())
        .containsExactly("synthetic-data-operator");
  }

  @Test
  void nothingOfThisIsMadeUnasked() {
    assertThat(Chart.objects(""))
        .extracting(object -> object.path("kind").asText())
        .doesNotContain("ServiceMonitor", "PrometheusRule", "ConfigMap");
  }

  @Test
  void theServiceMonitorHasFieldsOfItsKindOnly() {
    var spec = Chart.object(ALL, "ServiceMonitor").path("spec");
    assertThat(keys(spec)).containsExactlyInAnyOrder("selector", "namespaceSelector", "endpoints");
    assertThat(keys(spec.at("/endpoints/0")))
        .containsExactlyInAnyOrder(
            "port", "path", "interval", "scrapeTimeout", "metricRelabelings");
  }

  @Test
  void theDashboardIsOneThatGrafanasSidecarFinds() throws IOException {
    var map = Chart.object(ALL, "ConfigMap");
    assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    assertThat(map.at("/metadata/annotations/grafana_folder").asText()).isEqualTo("Data");
    assertThat(Chart.parse(map.at("/data/synthetic-data-operator.json").asText()))
        .containsExactly(dashboard());
  }

  @Test
  void everyPanelHasAPlaceOfItsOwn() {
    var places = new ArrayList<String>();
    var ids = new ArrayList<Integer>();
    for (var panel : dashboard().path("panels")) {
      ids.add(panel.path("id").asInt());
      var place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = place.path("x").asInt();
          x < place.at("/x").asInt() + place.at("/w").asInt();
          x++) {
        for (int y = place.at("/y").asInt();
            y < place.at("/y").asInt() + place.at("/h").asInt();
            y++) {
          places.add(x + "," + y);
        }
      }
    }
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(places).doesNotHaveDuplicates();
  }

  private static String table() throws IOException {
    return alerts()
        .map(
            alert ->
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        alert.path("alert").asText(),
                        alert.at("/labels/severity").asText(),
                        alert.path("for").asText(),
                        // The name of a label for what the label will say.
                        alert
                            .at("/annotations/summary")
                            .asText()
                            .replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "*$1*")))
        .collect(
            Collectors.joining("\n", "| alert | severity | after | |\n|---|---|---|---|\n", "\n"));
  }

  private static JsonNode dashboard() {
    return Chart.read(Chart.DIRECTORY.resolve("files/dashboard.json"));
  }

  private static JsonNode alert(String name) {
    try {
      return alerts()
          .filter(alert -> alert.path("alert").asText().equals(name))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What alerts, panels and the dashboard's variables ask Prometheus. */
  static List<String> expressions() throws IOException {
    var expressions = new ArrayList<>(alerts().map(a -> a.path("expr").asText()).toList());
    expressions.addAll(dashboard().findValuesAsText("expr"));
    dashboard().at("/templating/list").forEach(v -> expressions.add(v.path("query").asText()));
    return expressions;
  }

  private static Set<String> found(Pattern pattern, int group) throws IOException {
    var found = new TreeSet<String>();
    for (var expression : expressions()) {
      var matcher = pattern.matcher(expression);
      while (matcher.find()) {
        found.add(matcher.group(group));
      }
    }
    return found;
  }

  /** The metrics of the reference, whose second table is that of kube-state-metrics' file. */
  private static Set<String> known() throws IOException {
    var row = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
    var known = new TreeSet<String>();
    var matcher = row.matcher(Files.readString(Path.of("../docs/reference/operator-metrics.md")));
    while (matcher.find()) {
      known.add(matcher.group(1));
    }
    return known;
  }

  private static List<String> keys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
