package dev.syntheticdata.worker.learn;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.worker.evaluation.fidelity.SdmetricsQuality;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The vectors are those of src/test/conformance/README.md. */
class LinearModelTest {

  private static final Table REAL =
      TableReader.read(resource("conformance-real.csv"), SchemaHints.none());
  private static final Table SYNTHETIC =
      TableReader.readAs(resource("conformance-synthetic.csv"), REAL.schema());

  private static Path resource(String name) {
    return Path.of("src/test/resources")
        .resolve(SdmetricsQuality.class.getPackageName().replace('.', '/'))
        .resolve(name);
  }

  private static JsonNode vectors() throws Exception {
    return new ObjectMapper()
        .readTree(resource("conformance-sdmetrics.json").toFile())
        .get("linear");
  }

  private static List<Integer> columns(String... names) {
    return Arrays.stream(names).map(REAL.schema()::indexOf).toList();
  }

  private static double[] labels(Table table, String column, String label) {
    int code = table.schema().column(column).orElseThrow().categories().indexOf(label);
    return Arrays.stream(table.column(column).codes())
        .mapToDouble(c -> c == code ? 1 : 0)
        .toArray();
  }

  private static void assertScores(double[] scores, JsonNode expected) {
    assertThat(scores).hasSize(expected.size());
    for (int row = 0; row < scores.length; row++) {
      assertThat(scores[row]).isCloseTo(expected.get(row).asDouble(), within(1e-6));
    }
  }

  @Test
  void logisticRegressionAgreesWithScikitLearn() throws Exception {
    var model =
        LinearModel.fit(
            REAL, columns("age", "visits"), labels(REAL, "smoker", "yes"), Loss.LOGISTIC, 1);

    assertScores(model.score(SYNTHETIC), vectors().get("logistic"));
  }

  @Test
  void ridgeRegressionAgreesWithScikitLearn() throws Exception {
    var model =
        LinearModel.fit(REAL, columns("visits"), REAL.column("age").numbers(), Loss.SQUARED, 1);

    assertScores(model.score(SYNTHETIC), vectors().get("ridge"));
  }

  @Test
  void aFeatureThatRepeatsAnotherIsNoFreedom() {
    double[] x = new Random(1).doubles(500).toArray();
    var once = table().numbers("x", x).build();
    var twice = table().numbers("x", x).numbers("again", x).build();
    double[] y = Arrays.stream(x).map(v -> 3 * v).toArray();

    assertThat(LinearModel.fit(once, List.of(0), y, Loss.SQUARED, 0.01).freedom())
        .isCloseTo(1, within(1e-3));
    assertThat(LinearModel.fit(twice, List.of(0, 1), y, Loss.SQUARED, 0.01).freedom())
        .isCloseTo(1, within(1e-3));
  }

  @Test
  void labelsThatCanBeToldWithCertaintyGiveFiniteScores() {
    double[] x = new Random(2).doubles(200).toArray();
    var points = table().numbers("x", x).build();
    double[] y = Arrays.stream(x).map(v -> v > 0.5 ? 1 : 0).toArray();

    var scores = LinearModel.fit(points, List.of(0), y, Loss.LOGISTIC, 0.01).score(points);

    assertThat(Arrays.stream(scores)).allMatch(Double::isFinite);
    for (int row = 0; row < x.length; row++) {
      if (Math.abs(x[row] - 0.5) > 0.05) {
        assertThat(scores[row] > 0).isEqualTo(x[row] > 0.5);
      }
    }
  }

  @Test
  void missingValuesAndRareLabelsAreFeaturesOrNothing() {
    var x = new double[100];
    var label = new String[100];
    for (int row = 0; row < 100; row++) {
      x[row] = row % 2 == 0 ? Double.NaN : row;
      label[row] = row == 0 ? "rare" : row < 40 ? "b" : "a";
    }
    var points = table().numbers("x", x).labels("label", label).build();

    var features = LinearFeatures.fit(points, List.of(0, 1), 0);

    assertThat(features.size()).as("constant, x, x missing, b").isEqualTo(4);
    assertThat(row(features.apply(points), 4, 0)).containsExactly(1, 0, 1, 0);
    assertThat(row(features.apply(points), 4, 2)).containsExactly(1, 0, 1, 1);
  }

  /** The features of a row, each by the weights that see it alone. */
  private static double[] row(FeatureRows rows, int width, int row) {
    var values = new double[width];
    for (int f = 0; f < width; f++) {
      var weights = new double[width];
      weights[f] = 1;
      values[f] = rows.product(weights)[row];
    }
    return values;
  }

  @Test
  void sumsOfRowsAreThoseOfTheWholeMatrix() {
    var random = new Random(5);
    int count = 103;
    var x = random.doubles(count, -1, 1).toArray();
    var y = random.doubles(count, -1, 1).toArray();
    var label = new String[count];
    for (int row = 0; row < count; row++) {
      label[row] = row % 3 == 0 ? "a" : row % 5 == 0 ? null : "b";
    }
    var points = table().numbers("x", x).numbers("y", y).labels("label", label).build();
    var features = LinearFeatures.fit(points, List.of(0, 1, 2), 2);
    int width = features.size();
    var rows = features.apply(points);
    var weights = random.doubles(count).toArray();

    var squares = rows.squares(weights);
    var sums = rows.weighted(weights);

    assertThat(width).as("constant, x, y, xx, xy, yy, a, missing").isEqualTo(8);
    var all = new double[count][];
    for (int row = 0; row < count; row++) {
      all[row] = row(rows, width, row);
    }
    for (int f = 0; f < width; f++) {
      for (int g = 0; g <= f; g++) {
        double square = 0;
        double sum = 0;
        for (int row = 0; row < count; row++) {
          square += weights[row] * all[row][f] * all[row][g];
          sum += weights[row] * all[row][f];
        }
        assertThat(squares[f][g]).isCloseTo(square, within(1e-12));
        assertThat(sums[f]).isCloseTo(sum, within(1e-12));
      }
    }
  }

  @Test
  void aMatrixThatHasNoFactorIsRefused() {
    assertThatThrownBy(() -> new Cholesky(new double[][] {{1}, {2, 1}}))
        .isInstanceOf(ArithmeticException.class);
    assertThat(new Cholesky(new double[][] {{4}, {2, 3}}).solve(new double[] {8, 7}))
        .containsExactly(new double[] {1.25, 1.5}, within(1e-12));
  }
}
