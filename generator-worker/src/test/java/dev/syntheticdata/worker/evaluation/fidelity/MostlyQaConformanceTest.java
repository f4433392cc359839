package dev.syntheticdata.worker.evaluation.fidelity;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.REAL;
import static dev.syntheticdata.worker.evaluation.fidelity.ConformanceTables.SYNTHETIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syntheticdata.task.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accuracies against those of mostlyai-qa itself: src/test/conformance/README.md. */
class MostlyQaConformanceTest {

  private static final JsonNode VECTORS = ConformanceTables.vectors("conformance-mostlyai-qa.json");

  /** Columns of ten values or fewer, which have a cell for each value there as here. */
  private static final List<String> FEW_VALUES = List.of("visits", "constant", "region", "smoker");

  /** It rounds each accuracy to five digits. */
  private static double rounded(double accuracy) {
    return Math.rint(accuracy * 1e5) / 1e5;
  }

  private static List<JsonNode> vectors(String kind) {
    return StreamSupport.stream(VECTORS.get(kind).spliterator(), false).toList();
  }

  private static List<String> columns(JsonNode vector) {
    return StreamSupport.stream(vector.get("columns").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** The cells of both tables, those of numbers being cut where mostlyai-qa cuts them. */
  private static BinnedColumns cells() {
    var codes = IntStream.range(0, REAL.schema().size()).mapToObj(i -> codes(i)).toList();
    return new BinnedColumns(
        codes.stream().map(column -> bytes(column.real())).toArray(byte[][]::new),
        codes.stream().map(column -> bytes(column.synthetic())).toArray(byte[][]::new),
        codes.stream().mapToInt(Codes::cells).toArray());
  }

  private static Codes codes(int index) {
    var schema = REAL.schema().columns().get(index);
    var real = REAL.columns().get(index);
    var breaks = VECTORS.get("breaks").get(schema.name());
    if (breaks == null) {
      var labels = new ArrayList<>(schema.categories());
      var theirs = SYNTHETIC.schema().columns().get(index).categories();
      theirs.stream().filter(label -> !labels.contains(label)).forEach(labels::add);
      var synthetic =
          SYNTHETIC
              .columns()
              .get(index)
              .recode(theirs.stream().mapToInt(labels::indexOf).toArray());
      return Codes.of(TopCategories.of(real.codes(), labels.size()), real, synthetic);
    }
    // Their bins begin with the break and end before the next, ours end with the greatest value.
    double[] upper =
        IntStream.range(1, breaks.size() - 1)
            .mapToDouble(i -> Math.nextDown(breaks.get(i).asDouble()))
            .toArray();
    return Codes.of(new QuantileBins(upper), real, SYNTHETIC.columns().get(index));
  }

  private static byte[] bytes(int[] codes) {
    var out = new byte[codes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) codes[i];
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({"oneWay, 6", "twoWay, 15", "threeWay, 20"})
  void everyAccuracyAndWhatIsAttainableAgreeInTheSameCells(String kind, int tables) {
    var cells = cells();

    assertThat(vectors(kind))
        .hasSize(tables)
        .allSatisfy(
            vector -> {
              int[] places =
                  columns(vector).stream().mapToInt(REAL.schema()::indexOf).sorted().toArray();
              var score = Accuracy.Score.of(cells.counts(places));
              assertThat(rounded(score.value()))
                  .isCloseTo(vector.get("accuracy").asDouble(), within(1e-9));
              assertThat(rounded(score.ceiling()))
                  .isCloseTo(vector.get("most").asDouble(), within(1e-9));
            });
  }

  private static Stream<JsonNode> ofFewValues(String kind) {
    return vectors(kind).stream().filter(vector -> FEW_VALUES.containsAll(columns(vector)));
  }

  @Test
  void theMetricsAgreeWhereEveryValueIsACell() {
    var real = ConformanceTables.columns(REAL, FEW_VALUES);
    var synthetic = ConformanceTables.columns(SYNTHETIC, FEW_VALUES);
    var kinds =
        Map.of(
            Metric.ACCURACY_1WAY, "oneWay",
            Metric.ACCURACY_2WAY, "twoWay",
            Metric.ACCURACY_3WAY, "threeWay");
    kinds.forEach(
        (metric, kind) -> {
          var measured = ConformanceTables.measure(real, synthetic, metric);
          // Means of numbers of five digits each.
          assertThat(measured.value()).isCloseTo(mean(ofFewValues(kind), "accuracy"), within(5e-6));
          assertThat(measured.reference()).isCloseTo(mean(ofFewValues(kind), "most"), within(5e-6));
        });
  }

  private static double mean(Stream<JsonNode> tables, String field) {
    return tables.mapToDouble(vector -> vector.get(field).asDouble()).average().orElseThrow();
  }

  /** Theirs come from grids of positions, and edges are cut to few digits. */
  @Test
  void aColumnOfManyValuesIsCutIntoPartsOfEqualCounts() {
    var income = REAL.column("income");
    var bins = QuantileBins.of(income);
    var ours = new int[QuantileBins.BINS];
    IntStream.range(0, income.size())
        .filter(row -> !income.isMissing(row))
        .forEach(row -> ours[bins.cell(income, row)]++);
    int[] theirs =
        StreamSupport.stream(VECTORS.get("counts").get("income").spliterator(), false)
            .mapToInt(JsonNode::asInt)
            .limit(QuantileBins.BINS)
            .toArray();

    assertThat(ours).containsOnly(22);
    assertThat(theirs).contains(21, 22, 23);
  }

  /** So that the metrics of a table with such columns are near each other, and not the same. */
  @Test
  void withColumnsOfManyValuesTheMetricsAreNear() {
    var near = within(0.01);
    assertThat(ConformanceTables.measure(REAL, SYNTHETIC, Metric.ACCURACY_1WAY).value())
        .isCloseTo(mean(vectors("oneWay").stream(), "accuracy"), near);
    assertThat(ConformanceTables.measure(REAL, SYNTHETIC, Metric.ACCURACY_2WAY).value())
        .isCloseTo(mean(vectors("twoWay").stream(), "accuracy"), near);
    assertThat(ConformanceTables.measure(REAL, SYNTHETIC, Metric.ACCURACY_3WAY).value())
        .isCloseTo(mean(vectors("threeWay").stream(), "accuracy"), near);
  }

  /** It has no cell for a category of fewer than five rows. */
  @Test
  void oneRareCategoryForAnotherIsSeen() {
    var real = table().labels("region", labels(20, 3, 2)).build();
    var synthetic = table().labels("region", labels(20, 0, 5)).build();

    assertThat(VECTORS.get("rare").get("accuracy").asDouble()).isEqualTo(1);
    assertThat(ConformanceTables.measure(real, synthetic, Metric.ACCURACY_1WAY).value())
        .isEqualTo(0.88);
  }

  private static String[] labels(int north, int east, int west) {
    return Stream.of(
            Collections.nCopies(north, "north"),
            Collections.nCopies(east, "east"),
            Collections.nCopies(west, "west"))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
