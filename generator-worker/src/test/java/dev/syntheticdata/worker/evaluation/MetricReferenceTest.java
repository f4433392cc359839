package dev.syntheticdata.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        .content(StandardCharsets.UTF_8)
        .isEqualTo(page);
  }

  @ParameterizedTest
  @EnumSource
  void whatAColumnHasIsSaidOfTheMetricsThatGatesMayAskItOf(Metric metric) {
    assertThat(MetricDefinition.of(metric).byColumn() != null).isEqualTo(metric.perColumn());
  }

  private static String page() {
    return """
        # Metrics

        What a version is measured by. The ids are stable: gates name them. T is the real table the engine learned from, H
        the real rows held out that no engine saw, S the synthetic table. Identifiers, free texts and columns without any
        value take no part, but for data validity and exact matches. A metric is a value, mostly with a reference to read it against and a 95 %% interval, or it is
        not computed, with a reason; a metric that is not computed passes no gate. Values are rounded to 1e-6. A gate may hold the value or
        an end of the interval; a metric that never has one says why, and others have none where there are too few rows, entities or columns for it.
        It may name a `column` where the metric says what it has by column: values that the report shows as well, rounded to 1e-4 but for the inference risk, most of them
        without interval.

        Reasons for no value: %s.

        This page is generated from `MetricDefinition` and `EvaluationLimits` by `MetricReferenceTest`. Shown by `EvaluatorTest` and,
        against values of other implementations, `SdmetricsConformanceTest`, `ReportsConformanceTest`, `MostlyQaConformanceTest`,
        `PrivacyConformanceTest`, `DiagnosticTest` and `LinearModelTest`; how these values were made, and where we differ on purpose,
        says [the page of conformance](../generator-worker/src/test/conformance/README.md).
        """
            .formatted(
                Arrays.stream(Reason.values())
                    .map(reason -> "`" + reason + "`")
                    .collect(Collectors.joining(", ")))
        + Arrays.stream(Family.values())
            .map(MetricReferenceTest::section)
            .collect(Collectors.joining())
        + limits(EvaluationLimits.DEFAULT);
  }

  private static String limits(EvaluationLimits limits) {
    return """

        ## Samples

        A value is computed on all rows up to these sizes, and above them on a seeded sample: the same seed takes the same rows. Notes of
        the evaluation tell of the samples of its tables (`EvaluatorTest`), and each attack how many rows it was made on. What is not
        named here is computed on all rows, however many.

        | what | all rows up to |
        |---|---|
        | `fidelity.detection-auc`, `fidelity.pmse`, `fidelity.pmse-ratio` | %1$,d of each table |
        | models of the utility, fairness and rare-class metrics | %2$,d to learn from, %3$,d of H to be tested on; linear ones %4$,d to learn from |
        | pairs of columns: `fidelity.column-pair-trends` and its parts, `fidelity.accuracy-2way`, `coverage.combination-coverage-2way` | %5$,d rows times pairs, of T and S together: %6$,d of each for 15 columns, %7$,d for 100; never fewer than %8$,d |
        | triples of columns: `fidelity.accuracy-3way`, `coverage.combination-coverage-3way` | all triples up to %9$,d of them, which are those of %10$d columns, above that as many at random; rows as for pairs: %11$,d of each for 15 columns, %12$,d for 100 |
        | `coverage.scenario-coverage-2way` and `-3way` | %5$,d rows times pairs or triples |
        | distances to close rows | %13$,d rows ask for theirs, among at most %14$,d rows of a table and %15$,d values; fewer ask where close rows are far to seek |
        | `privacy.membership-*` | %16$,d rows of T, and as many of H |
        | `privacy.linkability-*`, `privacy.inference-*` | %17$,d rows of T, and as many of H |
        | `privacy.singling-out-risk` | %18$,d descriptions of rows of S |
        | intervals of metrics that compare whole tables | %19$,d rows of each, in ten groups, scaled to the rows there are; of entities, where rows are about some, whole ones and at least twenty (`JackknifeTest`); %20$,d triples |
        """
        .formatted(
            limits.detectionRows(),
            limits.trainingRows(),
            limits.testRows(),
            EvaluationLimits.LINEAR_ROWS,
            limits.tableVisits(),
            rowsOf(limits, pairs(15)),
            rowsOf(limits, pairs(100)),
            EvaluationLimits.LEAST_COUNTED_ROWS,
            limits.triples(),
            IntStream.iterate(3, columns -> triples(columns + 1) <= limits.triples(), c -> c + 1)
                    .max()
                    .orElseThrow()
                + 1,
            rowsOf(limits, triples(15)),
            rowsOf(limits, limits.triples()),
            limits.distanceRows(),
            EvaluationLimits.SEARCHED_ROWS,
            EvaluationLimits.SEARCHED_VALUES,
            EvaluationLimits.MEMBERSHIP_TARGETS,
            EvaluationLimits.ATTACK_TARGETS,
            EvaluationLimits.DESCRIPTIONS,
            EvaluationLimits.INTERVAL_ROWS,
            EvaluationLimits.INTERVAL_TRIPLES);
  }

  private static long pairs(long columns) {
    return columns * (columns - 1) / 2;
  }

  private static long triples(long columns) {
    return columns * (columns - 1) * (columns - 2) / 6;
  }

  private static long rowsOf(EvaluationLimits limits, long tables) {
    return limits.tableVisits() / (2 * tables);
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
                + line("No reference", definition.noReference())
                + line("No interval", definition.noInterval())
                + line("By column", definition.byColumn()),
            definition.source());
  }

  private static String line(String name, String text) {
    return text == null ? "" : "- %s: %s\n".formatted(name, text);
  }

  private static String bound(double value) {
    return Double.isInfinite(value) ? "unbounded" : Long.toString((long) value);
  }
}
