package dev.syntheticdata.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/metrics.md to the definitions. After a change of them, write the page anew with {@code
 * mvn -pl generator-worker -am test -Dtest=MetricReferenceTest -Dmetrics.write}.
 */
class MetricReferenceTest {

  private static final Path PAGE = Path.of("../docs/metrics.md");

  @Test
  void thePageSaysWhatTheDefinitionsSay() throws IOException {
    String page = page();
    if (System.getProperty("metrics.write") != null) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("run: mvn -pl generator-worker -am test -Dtest=MetricReferenceTest -Dmetrics.write")
        .content()
        .isEqualTo(page);
  }

  private static String page() {
    return """
        # Metrics

        What a version is measured by. The ids are stable: gates name them. T is the real table the engine learned from, H
        the real rows held out that no engine saw, S the synthetic table. Identifiers, free texts and columns without any
        value take no part, but for data validity. A metric is a value, mostly with a reference to read it against and a 95 %% interval, or it is
        not computed, with a reason; a metric that is not computed passes no gate. Values are rounded to 1e-6. A gate may hold the value or
        an end of the interval; a metric that never has one says why, and others have none where there are too few rows or columns for it.

        Reasons for no value: %s.

        This page is generated from `MetricDefinition` by `MetricReferenceTest`. Shown by `EvaluatorTest` and, against values of
        other implementations, `SdmetricsConformanceTest`.
        """
            .formatted(
                Arrays.stream(Reason.values())
                    .map(reason -> "`" + reason + "`")
                    .collect(Collectors.joining(", ")))
        + Arrays.stream(Family.values())
            .map(MetricReferenceTest::section)
            .collect(Collectors.joining());
  }

  private static String section(Family family) {
    return "\n## "
        + family.title()
        + "\n"
        + Arrays.stream(Metric.values())
            .filter(metric -> Family.of(metric) == family)
            .map(MetricReferenceTest::entry)
            .collect(Collectors.joining());
  }

  private static String entry(Metric metric) {
    var definition = MetricDefinition.of(metric);
    return "\n### `%s`\n\n%s\n\n- Unit: %s, %s to %s. %s is better.%s\n%s- Source: %s\n"
        .formatted(
            metric.id(),
            definition.definition(),
            definition.unit().name().toLowerCase(Locale.ROOT),
            bound(metric.least()),
            bound(metric.greatest()),
            metric.direction() == Metric.Direction.HIGHER ? "Higher" : "Lower",
            metric.perTarget() ? " One value for each declared target." : "",
            line("Reference", definition.reference())
                + line("No interval", definition.noInterval()),
            definition.source());
  }

  private static String line(String name, String text) {
    return text == null ? "" : "- %s: %s\n".formatted(name, text);
  }

  private static String bound(double value) {
    return Double.isInfinite(value) ? "unbounded" : Long.toString((long) value);
  }
}
