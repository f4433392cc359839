package dev.syntheticdata.worker.evaluation.fidelity;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of src/test/conformance/README.md. */
class DiagnosticTest {

  private static final Table REAL =
      TableReader.read(resource("conformance-real.csv"), SchemaHints.none());
  private static final Table SYNTHETIC =
      TableReader.readAs(resource("conformance-synthetic.csv"), REAL.schema());

  private static Path resource(String name) {
    return Path.of("src/test/resources")
        .resolve(DiagnosticTest.class.getPackageName().replace('.', '/'))
        .resolve(name);
  }

  private static JsonNode vectors() throws Exception {
    return new ObjectMapper().readTree(resource("conformance-sdmetrics.json").toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"age", "income", "visits", "constant"})
  void boundariesAreThoseOfSdmetrics(String name) throws Exception {
    double[] real = REAL.column(name).numbers();
    double[] synthetic = SYNTHETIC.column(name).numbers();
    assertThat(Diagnostic.boundaryAdherence(real, synthetic))
        .isCloseTo(vectors().get("validity").get(name).asDouble(), within(1e-6));
    assertThat(Diagnostic.boundaryAdherence(synthetic, real))
        .isCloseTo(vectors().get("validityReversed").get(name).asDouble(), within(1e-6));
  }

  @Test
  void theWholeScoreIsTheMeanOverColumns() throws Exception {
    var validity = vectors().get("validity");
    double mean = 0;
    for (var value : validity) {
      mean += value.asDouble() / validity.size();
    }
    var evaluation =
        new Evaluator().evaluate(new EvaluationInput(REAL, null, SYNTHETIC, List.of(), 1));

    assertThat(evaluation.results(Metric.DATA_VALIDITY).get(0).value())
        .isCloseTo(mean, within(1e-6));
    assertThat(evaluation.results(Metric.DIAGNOSTIC_SCORE).get(0).value())
        .isCloseTo((mean + 1) / 2, within(1e-6));
  }

  @Test
  void keysAreUniqueAsSdmetricsCounts() throws Exception {
    assertThat(Diagnostic.uniqueness(Column.ofStrings(new String[] {"a", "a", null, "b", "c"})))
        .isCloseTo(vectors().get("uniqueness").asDouble(), within(1e-6));
  }

  @Test
  void aMissingValueIsValidWhereTheRealColumnHasSome() {
    double[] whole = {1, 2, 3};
    double[] gaps = {1, Double.NaN, 3};
    assertThat(Diagnostic.boundaryAdherence(whole, gaps)).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(Diagnostic.boundaryAdherence(gaps, new double[] {Double.NaN, 2})).isEqualTo(1);
    assertThat(Diagnostic.categoryAdherence(new int[] {0, 1}, new int[] {0, -1}, 2)).isEqualTo(0.5);
    assertThat(Diagnostic.categoryAdherence(new int[] {0, -1}, new int[] {0, -1, 1}, 2))
        .isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void columnsOfOneTableAloneAreAnotherStructure() {
    var real = table().numbers("a", 1, 2, 3).build();
    var more =
        table().numbers("a", 1, 2, 3).strings("note", ColumnType.TEXT, "x", "y", "z").build();

    var evaluation = new Evaluator().evaluate(new EvaluationInput(real, null, more, List.of(), 1));

    assertThat(evaluation.results(Metric.DATA_STRUCTURE).get(0).value()).isEqualTo(0.5);
  }

  @Test
  void repeatedKeysAreNotValidWhereTheRealOnesAreUnique() {
    var real = table().strings("id", ColumnType.IDENTIFIER, "a", "b", "c", "d").build();
    var copies = table().strings("id", ColumnType.IDENTIFIER, "x", "x", "y", "y").build();
    var visits = table().strings("id", ColumnType.IDENTIFIER, "a", "a", "b", "c").build();

    assertThat(validity(real, copies)).isEqualTo(0.5);
    assertThat(validity(visits, copies)).as("keys that are not unique in T").isNull();
  }

  private static Double validity(Table real, Table synthetic) {
    return new Evaluator()
        .evaluate(new EvaluationInput(real, null, synthetic, List.of(), 1))
        .results(Metric.DATA_VALIDITY)
        .get(0)
        .value();
  }
}
