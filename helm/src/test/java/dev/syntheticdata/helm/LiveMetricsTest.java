package dev.syntheticdata.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.syntheticdata.api.v1alpha1.Api;
import dev.syntheticdata.api.v1alpha1.Generator;
import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What an operator tells on /metrics after a life with its ends and a failure: all that the
 * documentation lists, with the labels that it lists, and all that alerts and dashboard ask for.
 */
class LiveMetricsTest extends OnClusterWithOperator {

  private static final String TEAM = "life-with-metrics";
  private static final Path REFERENCE = Path.of("../docs/reference/operator-metrics.md");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `((?:operator_sdk|jvm)_\\w+)` \\| \\w+ \\| ([^|]*)\\|");
  private static final Pattern WORD = Pattern.compile("`(\\w+)`");

  /** A metric that is asked for, with what its labels are asked for. */
  private static final Pattern ASKED =
      Pattern.compile("\\b((?:operator_sdk|jvm)_\\w+)(?:\\{([^}]*)})?");

  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!]~?\"");

  @Test
  void whatIsListedAndAskedForIsTold() throws IOException {
    var release = release(NAMESPACE, "sdo");
    release.install("");
    Map<String, Set<String>> told;
    try (var operator = started(release)) {
      operator.awaitReady();
      create(TEAM);
      awaitReady(operator, TEAM);
      takeRightsAway();
      await()
          .atMost(LIMIT)
          .until(() -> operator.scrape().contains("operator_sdk_reconciliations_failed_total{"));
      release.upgrade("");
      removeResources();
      await()
          .atMost(LIMIT)
          .until(() -> operator.scrape().contains("operator_sdk_events_delete_total{"));
      var scrape = operator.scrape();
      assertThat(scrape).contains("scope=\"namespace\"").doesNotContain("scope=\"cluster\"");
      told = samples(scrape);
    }

    assertThat(listed()).isNotEmpty();
    told.keySet().retainAll(listed().keySet());
    assertThat(told).isEqualTo(listed());
    assertThat(asked()).isNotEmpty();
    assertThat(told.keySet()).containsAll(asked().keySet());
    asked()
        .forEach((metric, labels) -> assertThat(told.get(metric)).as(metric).containsAll(labels));
  }

  /** Everything the operator writes fails from here on: its reconciliations end with exceptions. */
  private void takeRightsAway() {
    var bindings = client.rbac().clusterRoleBindings();
    bindings.withName("sdo-synthetic-data-operator").delete();
    // The API server goes by the binding for another moment: time enough for all there is to do.
    await().atMost(LIMIT).until(() -> !mayCreateJobs());
    client
        .resources(SyntheticDataset.class)
        .inNamespace(TEAM)
        .withName("data")
        .edit(
            dataset -> {
              dataset
                  .getMetadata()
                  .setAnnotations(Map.of(Api.REFRESH_REQUESTED_AT, "2026-01-01T00:00:00Z"));
              return dataset;
            });
  }

  private boolean mayCreateJobs() throws IOException {
    var operator = "system:serviceaccount:" + NAMESPACE + ":sdo-synthetic-data-operator";
    var asked = plane.kubectl().attempt("auth", "can-i", "create", "jobs", "--as", operator);
    assertThat(asked.out().strip()).as(asked.err()).isIn("yes", "no");
    return asked.code() == 0;
  }

  private void removeResources() {
    client.resources(SyntheticDataset.class).inNamespace(TEAM).withName("data").delete();
    client.resources(Generator.class).inNamespace(TEAM).withName("gen").delete();
  }

  /** Metrics of a scrape, with the labels of all their samples. */
  private static Map<String, Set<String>> samples(String scrape) {
    var samples = new TreeMap<String, Set<String>>();
    SAMPLE
        .matcher(scrape)
        .results()
        .forEach(
            sample ->
                samples
                    .computeIfAbsent(sample.group(1), metric -> new TreeSet<>())
                    .addAll(words(LABEL, sample.group(2))));
    return samples;
  }

  /** Metrics of the reference, with the labels that it gives them. */
  private static Map<String, Set<String>> listed() throws IOException {
    var listed = new TreeMap<String, Set<String>>();
    ROW.matcher(Files.readString(REFERENCE))
        .results()
        .forEach(row -> listed.put(row.group(1), words(WORD, row.group(2))));
    return listed;
  }

  /** Metrics that alerts and dashboard ask for, with the labels that they select by. */
  private static Map<String, Set<String>> asked() throws IOException {
    var asked = new TreeMap<String, Set<String>>();
    for (var expression : MonitoringTest.expressions()) {
      ASKED
          .matcher(expression)
          .results()
          .forEach(
              metric ->
                  asked
                      .computeIfAbsent(metric.group(1), name -> new TreeSet<>())
                      .addAll(words(MATCHER, metric.group(2))));
    }
    return asked;
  }

  private static Set<String> words(Pattern pattern, String text) {
    var words = new TreeSet<String>();
    if (text != null) {
      pattern.matcher(text).results().forEach(word -> words.add(word.group(1)));
    }
    return words;
  }
}
