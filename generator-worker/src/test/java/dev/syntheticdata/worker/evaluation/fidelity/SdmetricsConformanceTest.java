package dev.syntheticdata.worker.evaluation.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.TableReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our values against those of SDMetrics itself: src/test/conformance/README.md. */
class SdmetricsConformanceTest {

  private static final double AGREEMENT = 1e-6;

  private static JsonNode vectors;
  private static Evaluation evaluation;

  @BeforeAll
  static void evaluate() throws Exception {
    vectors = new ObjectMapper().readTree(resource("conformance-sdmetrics.json").toFile());
    var real = TableReader.read(resource("conformance-real.csv"), SchemaHints.none());
    var synthetic = TableReader.readAs(resource("conformance-synthetic.csv"), real.schema());
    evaluation = new Evaluator().evaluate(new EvaluationInput(real, null, synthetic, List.of(), 1));
  }

  private static Path resource(String name) throws Exception {
    return Path.of(SdmetricsConformanceTest.class.getResource(name).toURI());
  }

  static Stream<String> columns() {
    return Stream.of("age", "income", "visits", "constant", "region", "smoker");
  }

  private static ColumnFinding column(String name) {
    return evaluation.columns().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("columns")
  void shapesAgree(String column) {
    assertThat(column(column).shape())
        .isCloseTo(vectors.get("shape").get(column).asDouble(), within(AGREEMENT));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void coverageAgrees(String column) {
    var expected = vectors.get("coverage").get(column);
    if (expected.isNull()) {
      assertThat(column(column).coverage()).isNull();
    } else {
      assertThat(column(column).coverage()).isCloseTo(expected.asDouble(), within(AGREEMENT));
    }
  }

  @Test
  void pairTrendsAgree() {
    var expected = StreamSupport.stream(vectors.get("pairs").spliterator(), false).toList();
    assertThat(expected).hasSameSizeAs(evaluation.pairs());
    for (var vector : expected) {
      var pair = pair(vector.get("first").asText(), vector.get("second").asText());
      assertThat(pair.kind().name()).isEqualToIgnoringCase(vector.get("kind").asText());
      if (vector.get("score").isNull()) {
        assertThat(pair.score()).as(pair.toString()).isNull();
      } else {
        assertThat(pair.score())
            .as(pair.toString())
            .isCloseTo(vector.get("score").asDouble(), within(AGREEMENT));
      }
    }
  }

  private static PairFinding pair(String first, String second) {
    return evaluation.pairs().stream()
        .filter(p -> p.first().equals(first) && p.second().equals(second))
        .findFirst()
        .orElseThrow();
  }

  /** The parts of the quality score are means of what agrees, column by column and pair by pair. */
  @Test
  void metricsOfOneKindAreMeansOverItsColumnsAndPairs() {
    assertThat(value(Metric.KS_COMPLEMENT))
        .isCloseTo(shapes("age", "income", "visits", "constant"), within(AGREEMENT));
    assertThat(value(Metric.TV_COMPLEMENT))
        .isCloseTo(shapes("region", "smoker"), within(AGREEMENT));
    assertThat(value(Metric.CORRELATION_SIMILARITY)).isCloseTo(pairs(0), within(AGREEMENT));
    assertThat(value(Metric.MIXED_PAIR_SIMILARITY)).isCloseTo(pairs(1), within(AGREEMENT));
    assertThat(value(Metric.CONTINGENCY_SIMILARITY)).isCloseTo(pairs(2), within(AGREEMENT));
  }

  private static double value(Metric metric) {
    return evaluation.results(metric).get(0).value();
  }

  private static double shapes(String... columns) {
    return Stream.of(columns)
        .mapToDouble(column -> vectors.get("shape").get(column).asDouble())
        .average()
        .orElseThrow();
  }

  /** The mean of SDMetrics over the pairs of which so many columns are categories. */
  private static double pairs(int categories) {
    var labels = Set.of("region", "smoker");
    return StreamSupport.stream(vectors.get("pairs").spliterator(), false)
        .filter(
            pair ->
                Stream.of("first", "second")
                        .filter(side -> labels.contains(pair.get(side).asText()))
                        .count()
                    == categories)
        .filter(pair -> !pair.get("score").isNull())
        .mapToDouble(pair -> pair.get("score").asDouble())
        .average()
        .orElseThrow();
  }
}
