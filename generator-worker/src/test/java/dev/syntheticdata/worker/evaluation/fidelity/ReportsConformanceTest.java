package dev.syntheticdata.worker.evaluation.fidelity;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.REAL;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.SYNTHETIC;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.columns;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.evaluate;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SDMetrics makes of its metrics in its reports, and where we differ on purpose; propensity
 * and tails against scikit-learn and NumPy: src/test/conformance/README.md.
 */
class ReportsConformanceTest {

  private static final double AGREEMENT = 1e-6;
  private static final JsonNode VECTORS = ConformanceTables.vectors("conformance-sdmetrics.json");

  private static void assertAgrees(Table real, Table synthetic, Metric metric, JsonNode expected) {
    assertThat(measure(real, synthetic, metric).value())
        .as(metric.id())
        .isCloseTo(expected.asDouble(), within(AGREEMENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"numeric", "categorical"})
  void theQualityScoreAgreesOnColumnsOfOneKind(String kind) {
    var expected = VECTORS.get("quality").get(kind);
    var names =
        StreamSupport.stream(expected.get("columns").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    var real = columns(REAL, names);
    var synthetic = columns(SYNTHETIC, names);

    assertAgrees(real, synthetic, Metric.QUALITY_SCORE, expected.get("score"));
    assertAgrees(real, synthetic, Metric.COLUMN_SHAPES, expected.get("shapes"));
    assertAgrees(real, synthetic, Metric.COLUMN_PAIR_TRENDS, expected.get("trends"));
  }

  @Test
  void theDiagnosticScoreAgrees() {
    var expected = VECTORS.get("diagnostic");

    assertAgrees(REAL, SYNTHETIC, Metric.DIAGNOSTIC_SCORE, expected.get("score"));
    assertAgrees(REAL, SYNTHETIC, Metric.DATA_VALIDITY, expected.get("validity"));
    assertAgrees(REAL, SYNTHETIC, Metric.DATA_STRUCTURE, expected.get("structure"));
  }

  @Test
  void theSimilarityOfSequenceLengthsAgrees() {
    var vector = VECTORS.get("sequences");
    var input =
        new EvaluationInput(
                events(vector.get("real")), null, events(vector.get("synthetic")), List.of(), 1)
            .withSequence(new SequenceColumns("who", "day", null));

    var result =
        new Evaluator()
            .only(Set.of(Metric.SEQUENCE_LENGTH))
            .evaluate(input)
            .results(Metric.SEQUENCE_LENGTH)
            .get(0);

    assertThat(result.value()).isCloseTo(vector.get("length").asDouble(), within(AGREEMENT));
  }

  private static Table events(JsonNode keys) {
    return table()
        .numbers(
            "who",
            StreamSupport.stream(keys.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray())
        .numbers("day", IntStream.range(0, keys.size()).asDoubleStream().toArray())
        .build();
  }

  /** Its report cuts each table at edges of its own, its metric at those of the real table. */
  @Test
  void aShiftThatTheReportDoesNotSeeIsSeen() {
    var vector = VECTORS.get("shift");
    var labels = new String[100];
    Arrays.setAll(labels, i -> i < 60 ? "low" : "high");
    double[] visits = IntStream.range(0, 100).asDoubleStream().toArray();
    double[] later = Arrays.stream(visits).map(v -> v + vector.get("by").asDouble()).toArray();
    var real = table().numbers("visits", visits).labels("region", labels).build();
    var shifted = table().numbers("visits", later).labels("region", labels).build();

    assertThat(vector.get("report").asDouble()).isEqualTo(1);
    assertAgrees(real, shifted, Metric.MIXED_PAIR_SIMILARITY, vector.get("metric"));
    assertThat(measure(real, shifted, Metric.MIXED_PAIR_SIMILARITY).value()).isLessThan(0.3);
  }

  /** By default its report leaves out pairs that depend little on each other in the real table. */
  @Test
  void pairsOfLittleDependencyCountToo() {
    assertThat(VECTORS.get("quality").get("byDefault").get("trends").isNull()).isTrue();
    var every = VECTORS.get("quality").get("byDefault").get("score");
    assertThat(every).isEqualTo(VECTORS.get("quality").get("byDefault").get("shapes"));

    var ours = evaluate(REAL, SYNTHETIC, Metric.COLUMN_PAIR_TRENDS, Metric.QUALITY_SCORE);
    assertThat(ours.results(Metric.COLUMN_PAIR_TRENDS).get(0).value()).isLessThan(0.85);
    assertThat(ours.results(Metric.QUALITY_SCORE).get(0).value())
        .isLessThan(every.asDouble() - 0.05);
  }

  @Test
  void aColumnWithoutSyntheticValuesScoresNothing() {
    var vector = VECTORS.get("nothing");
    double[] values = {1, 2, 3, 4};
    double[] none = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    var real = table().numbers("visits", values).numbers("age", values).build();
    var synthetic = table().numbers("visits", none).numbers("age", values).build();

    assertThat(vector.get("shape").isNull()).isTrue();
    assertThat(vector.get("shapes").asDouble()).isEqualTo(1);
    var ours = evaluate(real, synthetic, Metric.COLUMN_SHAPES, Metric.KS_COMPLEMENT);
    assertThat(ours.columns().get(0).shape()).isZero();
    assertThat(ours.results(Metric.COLUMN_SHAPES).get(0).value()).isEqualTo(0.5);
    assertThat(ours.results(Metric.KS_COMPLEMENT).get(0).value()).isEqualTo(0.5);
  }

  @Test
  void thePropensityScoreIsThatOfScikitLearn() {
    var vector = VECTORS.get("propensity");
    var error = measure(REAL, SYNTHETIC, Metric.PMSE);

    assertThat(error.value()).isCloseTo(vector.get("error").asDouble(), within(AGREEMENT));
    assertThat(error.reference()).isCloseTo(vector.get("expected").asDouble(), within(AGREEMENT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"age", "income", "visits"})
  void quantilesAreThoseOfNumpy(String column) {
    var expected = VECTORS.get("tails").get("quantiles").get(column);
    double[] sorted = REAL.column(column).sorted();
    double[] shares = {0.01, 0.05, 0.95, 0.99};

    for (int i = 0; i < shares.length; i++) {
      assertThat(Tails.quantile(sorted, shares[i]))
          .isCloseTo(expected.get(i).asDouble(), within(AGREEMENT));
    }
  }

  @Test
  void theErrorsOfTailsAreThoseOfNumpysQuantiles() {
    assertAgrees(REAL, SYNTHETIC, Metric.TAIL_ERROR, VECTORS.get("tails").get("mean"));
    assertAgrees(REAL, SYNTHETIC, Metric.TAIL_ERROR_WORST, VECTORS.get("tails").get("worst"));
  }
}
