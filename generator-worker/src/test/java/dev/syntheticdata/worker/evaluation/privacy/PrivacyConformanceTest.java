package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Our values against those of the packages that the definitions come from: equal within 1e-6 where
 * they are the same, and shown to differ where they differ on purpose; src/test/conformance has the
 * script that made the vectors.
 */
class PrivacyConformanceTest {

  private static final double AGREEMENT = 1e-6;

  private static final Map<String, ColumnType> TYPES =
      Map.of(
          "age", ColumnType.DECIMAL,
          "income", ColumnType.DECIMAL,
          "visits", ColumnType.DECIMAL,
          "region", ColumnType.CATEGORICAL,
          "smoker", ColumnType.CATEGORICAL);

  private static Path resource(String name) throws Exception {
    return Path.of(PrivacyConformanceTest.class.getResource(name).toURI());
  }

  private static JsonNode vectors(String packageName) throws Exception {
    return new ObjectMapper().readTree(resource("privacy-" + packageName + ".json").toFile());
  }

  private static Table real() throws Exception {
    return TableReader.read(resource("privacy-real.csv"), new SchemaHints(TYPES));
  }

  private static Table synthetic() throws Exception {
    return TableReader.readAs(resource("privacy-synthetic.csv"), real().schema());
  }

  private static double[] doubles(JsonNode list) {
    return IntStream.range(0, list.size()).mapToDouble(i -> list.get(i).asDouble()).toArray();
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return ((Outcome.Computed) evaluation.results(metric).get(0).outcome()).value();
  }

  private static Evaluation evaluate(Table train, Table holdout, Table synthetic) {
    return new Evaluator().evaluate(new EvaluationInput(train, holdout, synthetic, List.of(), 1));
  }

  /** The distances of each row to its closest, closest first. */
  private static double[][] closest(Table from, Table to, int wanted) {
    var space = new GowerSpace(to, IntStream.range(0, to.columns().size()).boxed().toList());
    var rows = space.rows(from);
    var search = new NeighbourTree(space, space.rows(to)).new Search(wanted, space.all());
    return IntStream.range(0, rows.size())
        .mapToObj(
            row -> {
              search.of(rows, row);
              return IntStream.range(0, wanted).mapToDouble(search::distance).toArray();
            })
        .toArray(double[][]::new);
  }

  private static Table withoutMissing(Table table) {
    int[] whole =
        IntStream.range(0, table.rows())
            .filter(row -> table.columns().stream().noneMatch(c -> c.isMissing(row)))
            .toArray();
    return table.select(whole);
  }

  @Nested
  class Sdmetrics {

    @Test
    void distancesToTheClosestRecordAgree() throws Exception {
      double[] expected = doubles(vectors("sdmetrics").get("closest"));
      double[][] found = closest(synthetic(), real(), 1);

      assertThat(found).hasNumberOfRows(expected.length);
      for (int row = 0; row < expected.length; row++) {
        assertThat(found[row][0]).as("row " + row).isCloseTo(expected[row], within(AGREEMENT));
      }
    }

    @Test
    void rowsThatAreNotNewAgree() throws Exception {
      double expected = 1 - vectors("sdmetrics").get("newRows").asDouble();

      assertThat(expected).isGreaterThan(0.05);
      assertThat(value(evaluate(real(), null, synthetic()), Metric.NEAR_MATCH_SHARE))
          .isCloseTo(expected, within(AGREEMENT));
    }

    /** They count a tie as closer to the holdout, so that copies of rows in both look safe. */
    @Test
    void tiesAreNotCloserToTheHoldout() throws Exception {
      assertThat(
              vectors("sdmetrics")
                  .at("/twins/synthetic_data_percentages/closer_to_training")
                  .asDouble())
          .isZero();
      double[] numbers = new double[20];
      Arrays.setAll(numbers, i -> 1 + i % 4);
      var twins = table().numbers("age", numbers).build();

      assertThat(value(evaluate(twins, twins, twins), Metric.DCR_SHARE)).isEqualTo(0.5);
    }

    /** They take 1 % of the seconds since 1970 for near; we take 1 % of the range. */
    @Test
    void aDayMonthsAwayIsNotNear() throws Exception {
      assertThat(vectors("sdmetrics").get("newDays").asDouble()).isZero();
      var days = days(11323, 11687);
      var others = days(11384, 11637);

      assertThat(value(evaluate(days, null, others), Metric.NEAR_MATCH_SHARE)).isZero();
    }

    private Table days(double... two) {
      var numbers = table().numbers("day", two[0], two[1]).build();
      var schema = numbers.schema().columns().get(0);
      return new Table(
          new TableSchema(
              List.of(
                  new ColumnSchema(
                      schema.name(), ColumnType.DATE, false, 0, "yyyy-MM-dd", List.of()))),
          numbers.columns());
    }
  }

  @Nested
  class Anonymeter {

    @Test
    void ratesAndRisksAgree() throws Exception {
      for (var vector : vectors("anonymeter").get("risks")) {
        var counts = vector.get("counts");
        var attack = Rate.of(counts.get(1).asInt(), counts.get(0).asInt(), 1);
        var control = Rate.of(counts.get(3).asInt(), counts.get(2).asInt(), 1);

        assertThat(new double[] {attack.value(), attack.error(), control.value(), control.error()})
            .containsExactly(doubles(vector.get("rates")), within(1e-9));
        assertThat(computed(counts).value())
            .isCloseTo(vector.get("risk").get(0).asDouble(), within(AGREEMENT));
      }
    }

    private static Outcome.Computed computed(JsonNode counts) {
      return (Outcome.Computed)
          Risk.of(
                  new AttackFinding(
                      Metric.INFERENCE_RISK,
                      null,
                      counts.get(0).asInt(),
                      counts.get(1).asInt(),
                      counts.get(2).asInt(),
                      counts.get(3).asInt(),
                      null))
              .outcome();
    }

    /**
     * They propagate errors, which is symmetric; the interval of a quotient is not. Where hundreds
     * of controls fail the two agree about; where five do, theirs begins where there may be no
     * risk.
     */
    @Test
    void intervalsOfRisksDifferWhereFewAttacksFail() throws Exception {
      for (var vector : vectors("anonymeter").get("risks")) {
        var counts = vector.get("counts");
        var interval = computed(counts).interval();
        double begins = vector.get("risk").get(1).asDouble();
        double ends = vector.get("risk").get(2).asDouble();

        assertThat(interval.high()).isCloseTo(ends, within(0.03));
        if (counts.get(2).asInt() - counts.get(3).asInt() > 50) {
          assertThat(interval.low()).isCloseTo(begins, within(0.03));
        } else {
          assertThat(interval.low()).isLessThan(begins - 0.2);
        }
      }
    }

    @Test
    void theClosestRowsAgreeWhereNothingIsMissing() throws Exception {
      var expected = vectors("anonymeter").get("closest");
      var real = withoutMissing(real());
      double[][] found = closest(cut(withoutMissing(synthetic()), real), real, 3);

      assertThat(found).hasNumberOfRows(expected.size());
      for (int row = 0; row < found.length; row++) {
        assertThat(found[row])
            .as("row " + row)
            .containsExactly(doubles(expected.get(row)), within(AGREEMENT));
      }
    }

    /** Numbers cut to the range of another table. */
    private Table cut(Table table, Table range) {
      var columns =
          IntStream.range(0, table.columns().size())
              .mapToObj(
                  i -> {
                    var column = table.columns().get(i);
                    if (column.numbers() == null) {
                      return column;
                    }
                    var of = Arrays.stream(range.columns().get(i).numbers()).summaryStatistics();
                    return Column.ofNumbers(
                        Arrays.stream(column.numbers())
                            .map(v -> Math.max(of.getMin(), Math.min(of.getMax(), v)))
                            .toArray());
                  })
              .toList();
      return new Table(table.schema(), columns);
    }

    /** They put two missing values as far apart as can be. */
    @Test
    void twoMissingValuesAreEqual() throws Exception {
      assertThat(vectors("anonymeter").get("bothMissing").asDouble()).isEqualTo(1);
      var missing = table().numbers("n", Double.NaN).build();
      var with = table().numbers("n", 0, 1, Double.NaN).build();
      var without = table().numbers("n", 0, 1).build();

      assertThat(closest(missing, with, 1)[0][0]).isZero();
      assertThat(closest(missing, without, 1)[0][0]).isEqualTo(1);
    }

    /** They divide by the guess with its sign, so that every negative guess is right. */
    @Test
    void aNegativeGuessIsNoBetterThanAnother() throws Exception {
      var vectors = vectors("anonymeter");
      double[] guesses = doubles(vectors.get("guesses"));
      double[] secrets = doubles(vectors.get("secrets"));
      boolean[] ours = new boolean[guesses.length];
      for (int i = 0; i < ours.length; i++) {
        ours[i] = AttributeInference.isClose(secrets[i], guesses[i], Math.abs(secrets[i]));
      }

      assertThat(vectors.get("right").get(0).asBoolean()).isTrue();
      assertThat(ours).containsExactly(false, true, false, true);
    }
  }

  @Nested
  class ScikitLearn {

    @Test
    void areaAndSharesFoundAgree() throws Exception {
      var vectors = vectors("scikit-learn");
      var ranking = new Ranking(doubles(vectors.get("members")), doubles(vectors.get("others")));

      assertThat(ranking.area()).isCloseTo(vectors.get("area").asDouble(), within(1e-12));
      vectors
          .get("found")
          .fields()
          .forEachRemaining(
              bound ->
                  assertThat(ranking.foundAt(Double.parseDouble(bound.getKey())))
                      .as(bound.getKey())
                      .isCloseTo(bound.getValue().asDouble(), within(1e-12)));
    }

    @Test
    void theIntervalIsThatOfItsDefinition() throws Exception {
      var vectors = vectors("scikit-learn");
      var ranking = new Ranking(doubles(vectors.get("members")), doubles(vectors.get("others")));
      double half = vectors.get("halfInterval").asDouble();

      assertThat(ranking.interval(1).high() - ranking.area()).isCloseTo(half, within(1e-9));
      assertThat(ranking.area() - ranking.interval(1).low()).isCloseTo(half, within(1e-9));
    }
  }

  @Nested
  class MostlyaiQa {

    private Table column(String name) throws Exception {
      return table().numbers("x", doubles(vectors("mostlyai-qa").get(name))).build();
    }

    @Test
    void theShareCloserToTrainAgrees() throws Exception {
      var evaluation = evaluate(column("train"), column("holdout"), column("synthetic"));

      assertThat(value(evaluation, Metric.DCR_SHARE))
          .isCloseTo(vectors("mostlyai-qa").get("dcrShare").asDouble(), within(AGREEMENT));
    }

    @Test
    void distanceRatiosAgree() throws Exception {
      double[][] found = closest(column("synthetic"), column("train"), 2);
      double[] ratios =
          NearestRows.ratios(
              Arrays.stream(found).mapToDouble(d -> d[0]).toArray(),
              Arrays.stream(found).mapToDouble(d -> d[1]).toArray());

      assertThat(ratios)
          .containsExactly(doubles(vectors("mostlyai-qa").get("ratios")), within(AGREEMENT));
    }
  }
}
