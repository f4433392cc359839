package dev.syntheticdata.worker.synthesizer.copula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.independent.IndependentSynthesizer;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import dev.syntheticdata.worker.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GaussianCopulaSynthesizerTest {

  private static SynthesizerModel fit(Table table) {
    return new GaussianCopulaSynthesizer().fit(table, FitOptions.seeded(1));
  }

  /** Normals of known correlation behind a log-normal, a five-step scale, a boolean and a label. */
  private static Table known(int rows) {
    var random = new Random(11);
    return Rows.table(
        "income,grade,flag,size,gap,free",
        rows,
        i -> {
          double z = random.nextGaussian();
          double a = 0.8 * z + 0.6 * random.nextGaussian();
          double b = -0.6 * z + 0.8 * random.nextGaussian();
          double c = 0.7 * z + Math.sqrt(0.51) * random.nextGaussian();
          double d = 0.5 * z + Math.sqrt(0.75) * random.nextGaussian();
          return String.format(
              Locale.ROOT,
              "%.2f,%d,%s,%s,%s,%d",
              1_000 * Math.exp(z),
              (int) Math.max(1, Math.min(5, Math.round(3 + 1.2 * a))),
              b > 0.5 ? "yes" : "no",
              c < -0.7 ? "small" : c < 0.4 ? "large" : "medium",
              d > 0.8 ? "" : String.format(Locale.ROOT, "%.1f", 10 + d),
              random.nextInt(1_000));
        });
  }

  @Nested
  class OnAKnownTable {

    private final Table real = known(6_000);
    private final Table synthetic = fit(real).generate(0, 20_000, 5);

    @Test
    void keepsTheDistributionOfNumbers() {
      assertThat(ks(real, synthetic, "income")).isLessThan(0.02);
      assertThat(ks(real, synthetic, "grade")).isLessThan(0.02);
      assertThat(ks(real, synthetic, "free")).isLessThan(0.02);
    }

    @Test
    void keepsTheSharesOfLabels() {
      for (String column : List.of("flag", "size")) {
        double[] expected = shares(real, column);
        double[] actual = shares(synthetic, column);
        for (int i = 0; i < expected.length; i++) {
          assertThat(actual[i]).as(column).isCloseTo(expected[i], within(0.015));
        }
      }
    }

    @Test
    void keepsRankCorrelations() {
      assertThat(spearman(synthetic, "income", "grade"))
          .isCloseTo(spearman(real, "income", "grade"), within(0.03));
      assertThat(spearman(synthetic, "income", "free")).isCloseTo(0, within(0.03));
    }

    @Test
    void keepsTheRelationOfABooleanToANumber() {
      assertThat(difference(synthetic, "flag", "income"))
          .isCloseTo(difference(real, "flag", "income"), within(0.03));
    }

    @Test
    void keepsTheRelationOfLabelsWithoutAnOrderOfTheirOwn() {
      assertThat(synthetic.schema()).isEqualTo(real.schema());
      double[] expected = meanRankByLabel(real, "size", "income");
      double[] actual = meanRankByLabel(synthetic, "size", "income");
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(0.04));
      }
    }

    @Test
    void keepsWhereValuesAreMissing() {
      assertThat(missingDifference(synthetic, "gap", "income"))
          .isCloseTo(missingDifference(real, "gap", "income"), within(0.03));
    }

    @Test
    void theIndependentEngineLosesWhatTheCopulaKeeps() {
      Table rows =
          new IndependentSynthesizer().fit(real, FitOptions.seeded(1)).generate(0, 20_000, 5);

      assertThat(spearman(rows, "income", "grade")).isCloseTo(0, within(0.03));
      assertThat(ks(real, rows, "income")).isLessThan(0.02);
    }
  }

  @Test
  void columnsThatAreCopiesOfEachOtherCanBeFitted() {
    Table table =
        Rows.table("a,b,c", 500, i -> i * 7 % 101 + "," + i * 7 % 101 + "," + -(i * 7 % 101));

    Table rows = fit(table).generate(0, 5_000, 1);

    assertThat(spearman(rows, "a", "b")).isGreaterThan(0.98);
    assertThat(spearman(rows, "a", "c")).isLessThan(-0.98);
  }

  @Test
  void noiseIsNotTakenForRelationsWhereRowsAreFew() {
    var random = new Random(3);
    Table table =
        Rows.table(
            "a,b,c,d,e,f",
            30,
            i ->
                String.join(
                    ",",
                    random
                        .doubles(6)
                        .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v))
                        .toList()));

    var model = (GaussianCopulaModel) fit(table);

    for (double[] row : model.correlation()) {
      for (int j = 0; j < row.length - 1; j++) {
        assertThat(Math.abs(row[j])).isLessThan(0.2);
      }
    }
  }

  @Nested
  class OnRealData {

    private final Table real = TableReader.read(Rows.flchain(), SchemaHints.none());
    private final Table synthetic = fit(real).generate(0, 20_000, 1);

    @Test
    void keepsTheDistributionOfEveryNumber() {
      for (String column : List.of("age", "kappa", "lambda", "creatinine", "futime")) {
        assertThat(ks(real, synthetic, column)).as(column).isLessThan(0.02);
      }
    }

    @Test
    void keepsItsStrongestRelations() {
      assertThat(spearman(synthetic, "kappa", "lambda"))
          .isCloseTo(spearman(real, "kappa", "lambda"), within(0.03));
      assertThat(spearman(synthetic, "age", "futime"))
          .isCloseTo(spearman(real, "age", "futime"), within(0.05));
      assertThat(spearman(synthetic, "age", "death"))
          .isCloseTo(spearman(real, "age", "death"), within(0.05));
    }

    @Test
    void keepsThatACauseOfDeathIsMissingForTheLiving() {
      Column chapter = synthetic.column("chapter");
      double[] death = synthetic.column("death").numbers();
      long wrong =
          IntStream.range(0, synthetic.rows())
              .filter(row -> chapter.isMissing(row) == (death[row] == 1))
              .count();

      assertThat((double) wrong / synthetic.rows()).isLessThan(0.02);
    }

    @Test
    void writesAsManyDigitsAsTheSource() {
      double[] kappa = synthetic.column("kappa").numbers();

      assertThat(Arrays.stream(kappa).filter(v -> v >= 1))
          .allMatch(v -> Math.rint(v * 100) / 100 == v);
    }
  }

  private static double[] present(Table table, String column) {
    return Arrays.stream(table.column(column).numbers()).filter(v -> !Double.isNaN(v)).toArray();
  }

  private static double ks(Table a, Table b, String column) {
    return new KolmogorovSmirnovTest()
        .kolmogorovSmirnovStatistic(present(a, column), present(b, column));
  }

  private static double[] shares(Table table, String column) {
    var shares = new double[table.schema().column(column).orElseThrow().categories().size()];
    for (int code : table.column(column).codes()) {
      shares[code] += 1.0 / table.rows();
    }
    return shares;
  }

  private static double spearman(Table table, String a, String b) {
    return new SpearmansCorrelation()
        .correlation(table.column(a).numbers(), table.column(b).numbers());
  }

  /** Mean rank, 0 to 1, of a number among the rows with each label. */
  private static double[] meanRankByLabel(Table table, String label, String number) {
    double[] ranks = ranks(table.column(number).numbers());
    int labels = table.schema().column(label).orElseThrow().categories().size();
    var sums = new double[labels];
    var counts = new int[labels];
    for (int row = 0; row < table.rows(); row++) {
      int code = table.column(label).codes()[row];
      sums[code] += ranks[row];
      counts[code]++;
    }
    return IntStream.range(0, labels).mapToDouble(i -> sums[i] / counts[i]).toArray();
  }

  private static double difference(Table table, String label, String number) {
    double[] means = meanRankByLabel(table, label, number);
    return means[1] - means[0];
  }

  private static double missingDifference(Table table, String column, String number) {
    double[] ranks = ranks(table.column(number).numbers());
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int row = 0; row < table.rows(); row++) {
      int side = table.column(column).isMissing(row) ? 1 : 0;
      sums[side] += ranks[row];
      counts[side]++;
    }
    return sums[1] / counts[1] - sums[0] / counts[0];
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new org.apache.commons.math3.stat.ranking.NaturalRanking().rank(values);
    return Arrays.stream(ranks).map(r -> r / values.length).toArray();
  }

  /** Of more rows than a million, a sample is enough for relations; margins are of all rows. */
  @Test
  void learnsRelationsOfManyRowsFromASample() {
    int rows = GaussianCopulaSynthesizer.MOST_ROWS + 100_000;
    var random = new java.util.Random(8);
    var x = new double[rows];
    var y = new int[rows];
    for (int row = 0; row < rows; row++) {
      x[row] = Math.rint(100 * random.nextGaussian());
      y[row] = x[row] + 100 * random.nextGaussian() > 0 ? 1 : 0;
    }
    var schema =
        new TableSchema(
            List.of(
                new ColumnSchema("x", ColumnType.INTEGER, false, 0, null, List.of()),
                new ColumnSchema(
                    "y", ColumnType.CATEGORICAL, false, 0, null, List.of("low", "high"))));
    var table = new Table(schema, List.of(Column.ofNumbers(x), Column.ofCodes(y)));

    var model = new GaussianCopulaSynthesizer().fit(table, FitOptions.seeded(1));
    var drawn = model.generate(0, 100_000, 1);

    assertThat(model.trainRows()).isEqualTo(rows);
    assertThat(highWherePositive(drawn)).isCloseTo(highWherePositive(table), within(0.01));
  }

  private static double highWherePositive(Table table) {
    var positive =
        IntStream.range(0, table.rows()).filter(row -> table.columns().get(0).number(row) > 0);
    return positive.mapToDouble(row -> table.columns().get(1).code(row)).average().orElseThrow();
  }
}
