package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Disclosure;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.drift.DriftBaseline;
import dev.syntheticdata.worker.evaluation.drift.Profile;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class GatedResultsTest {

  private static final Evaluation EVALUATION = evaluation(people(500, 2));

  /** The clinic's patients with the town of each, of which two are rare, and a name. */
  private static Table people(int rows, long seed) {
    var random = new Random(seed);
    var more =
        table()
            .labels(
                "town",
                IntStream.range(0, rows)
                    .mapToObj(
                        row -> row % 125 == 0 ? (row % 250 == 0 ? "Aix" : "Bex") : town(random))
                    .toArray(String[]::new))
            .strings(
                "name",
                ColumnType.IDENTIFIER,
                IntStream.range(0, rows).mapToObj(row -> seed + "-" + row).toArray(String[]::new))
            .build();
    var clinic = clinic(rows, seed);
    var schemas = new ArrayList<>(clinic.schema().columns());
    schemas.addAll(more.schema().columns());
    var columns = new ArrayList<>(clinic.columns());
    columns.addAll(more.columns());
    return new Table(new TableSchema(schemas), columns);
  }

  private static String town(Random random) {
    return random.nextBoolean() ? "Rom" : "Ulm";
  }

  private static Evaluation evaluation(Table holdout) {
    var synthetic = people(1500, 3);
    return new Evaluator()
        .evaluate(
            new EvaluationInput(people(1500, 1), holdout, synthetic, List.of("died", "stage"), 7)
                .withProtectedColumns(List.of("sex", "stage"))
                .withDisclosure(new Disclosure(List.of(), List.of("stage", "marker"), null))
                .withDrift(new DriftBaseline(null, null, Profile.of(people(1500, 4)), null)));
  }

  private static List<MetricResult> byColumn(Evaluation evaluation, Metric metric) {
    var gates =
        evaluation.columns().stream()
            .map(column -> new Gate(metric, 0.0, null, null, null, null, null, column.name()))
            .toList();
    return GatedResults.of(gates, evaluation).stream().filter(r -> r.column() != null).toList();
  }

  private static MetricResult of(String column, Metric metric, Evaluation evaluation) {
    var gate = new Gate(metric, 0.0, null, null, null, null, null, column);
    var results =
        GatedResults.of(List.of(gate, gate), evaluation).stream()
            .filter(result -> result.column() != null && !"stage".equals(result.target()))
            .toList();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static double[] values(Metric metric) {
    return byColumn(EVALUATION, metric).stream()
        .map(MetricResult::value)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double ofTable(Metric metric) {
    return EVALUATION.results(metric).get(0).value();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "COLUMN_SHAPES",
        "KS_COMPLEMENT",
        "TV_COMPLEMENT",
        "ACCURACY_1WAY",
        "CATEGORY_COVERAGE",
        "RARE_CATEGORY_RECALL"
      })
  void theMeanOfTheColumnsIsTheTables(Metric metric) {
    assertThat(Arrays.stream(values(metric)).average().orElseThrow())
        .isCloseTo(ofTable(metric), within(1e-4));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = {"DRIFT_.*", ".*_DIFFERENCE", "REPRESENTATION"})
  void theWorstOfTheColumnsIsTheTables(Metric metric) {
    assertThat(EVALUATION.results(metric)).hasSize(metric.perTarget() ? 2 : 1);
    assertThat(values(metric)).hasSizeGreaterThan(1);
    for (var whole : EVALUATION.results(metric)) {
      var values =
          byColumn(EVALUATION, metric).stream()
              .filter(result -> Objects.equals(result.target(), whole.target()))
              .filter(result -> result.value() != null)
              .mapToDouble(MetricResult::value)
              .summaryStatistics();

      assertThat(metric.direction() == Metric.Direction.LOWER ? values.getMax() : values.getMin())
          .isCloseTo(whole.value(), within(1e-4));
    }
  }

  @Test
  void theRiskOfAColumnHasTheIntervalOfTheReport() {
    var whole = EVALUATION.results(Metric.INFERENCE_RISK).get(0);

    assertThat(byColumn(EVALUATION, Metric.INFERENCE_RISK))
        .anySatisfy(
            risk -> {
              assertThat(risk.value()).isEqualTo(whole.value());
              assertThat(risk.intervalLow()).isEqualTo(whole.interval().low());
              assertThat(risk.intervalHigh()).isEqualTo(whole.interval().high());
            });
  }

  @Test
  void howMuchOfARangeIsReachedIsToldNoCloserThanTheReportTells() {
    assertThat(values(Metric.RANGE_COVERAGE))
        .hasSize(2)
        .satisfies(
            values ->
                assertThat(Arrays.stream(values).map(value -> value * 20).boxed())
                    .allSatisfy(part -> assertThat(part).isCloseTo(Math.rint(part), within(1e-9))));
  }

  @ParameterizedTest
  @EnumSource
  void aMetricHasAValueForSomeColumnOrForNone(Metric metric) {
    assertThat(values(metric).length > 0).isEqualTo(metric.perColumn());
    assertThat(byColumn(EVALUATION, metric))
        .hasSize(
            metric.perColumn()
                ? EVALUATION.columns().size() * EVALUATION.results(metric).size()
                : 0)
        .filteredOn(result -> result.value() == null)
        .allSatisfy(result -> assertThat(result.reason()).contains(result.column()));
  }

  @Test
  void aColumnHasTheReferenceThatTheReportShows() {
    assertThat(of("age", Metric.KS_COMPLEMENT, EVALUATION).reference()).isBetween(0.8, 1.0);
    assertThat(of("age", Metric.DRIFT_SOURCE_PSI, EVALUATION).reference()).isPositive();
    assertThat(of("sex", Metric.DEMOGRAPHIC_PARITY_DIFFERENCE, EVALUATION).reference())
        .isBetween(0.0, 1.0);
    assertThat(of("sex", Metric.REPRESENTATION, EVALUATION).reference()).isNull();
  }

  @Test
  void whyAColumnHasNoValueIsSaidWithTheRemedy() {
    assertThat(of("Age", Metric.COLUMN_SHAPES, EVALUATION).reason())
        .isEqualTo(
            "NotApplicable: the table has no column Age: name one of its columns in the gate");
    assertThat(of("name", Metric.COLUMN_SHAPES, EVALUATION).reason())
        .contains("name takes no part (identifier");
    assertThat(of("sex", Metric.KS_COMPLEMENT, EVALUATION).reason())
        .contains("sex, which is of the type CATEGORICAL: gate another metric");
    assertThat(of("town", Metric.REPRESENTATION, EVALUATION).reason())
        .contains("town is not declared as protected");
    assertThat(of("town", Metric.INFERENCE_RISK, EVALUATION).reason())
        .contains("town is not guessed: declare it as sensitive");
  }

  @Test
  void whatTheTableHasNoValueOfNoColumnHas() {
    assertThat(of("stage", Metric.INFERENCE_RISK, evaluation(null)).reason())
        .startsWith("BaselineMissing: ");
  }
}
