package dev.syntheticdata.worker.evaluation.coverage;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReachTest {

  private static Evaluation evaluate(EvaluationInput input) {
    return new Evaluator().evaluate(input);
  }

  private static EvaluationInput input(Table real, Table synthetic) {
    return new EvaluationInput(real, null, synthetic, List.of(), 1);
  }

  /** Rows of a disease each, and of everyone else as many as are left of 2,000. */
  private static Table diseases(Map<String, Integer> counts) {
    var labels = new String[2_000];
    Arrays.fill(labels, "none");
    int row = 0;
    for (var disease : counts.entrySet()) {
      Arrays.fill(labels, row, row + disease.getValue(), disease.getKey());
      row += disease.getValue();
    }
    return table().labels("disease", labels).build();
  }

  private static CoverageFinding.Categories categories(Evaluation evaluation) {
    return evaluation.coverage(CoverageFinding.Categories.class).get(0);
  }

  @Test
  void rareAndMissingCategoriesAreNamedWhereTenRowsHaveThem() {
    var real = diseases(Map.of("gout", 10, "measles", 12, "mumps", 9, "plague", 1, "flu", 500));
    var synthetic = diseases(Map.of("measles", 6, "flu", 400));

    var found = categories(evaluate(input(real, synthetic)));

    assertThat(found.wanted()).isEqualTo(6);
    assertThat(found.found()).isEqualTo(3);
    assertThat(found.rare()).as("gout, measles and mumps").isEqualTo(3);
    assertThat(found.rareFound()).isEqualTo(1);
    assertThat(found.few()).as("plague").isEqualTo(1);
    assertThat(found.fewFound()).isZero();
    assertThat(found.named())
        .containsExactly(
            new CoverageFinding.Category("gout", 0.005, 0),
            new CoverageFinding.Category("measles", 0.006, 0.003));
    assertThat(found.missedUnnamed()).as("mumps and plague").isEqualTo(2);
    assertThat(found.declared()).isNull();
  }

  /** Twelve visits for a disease by as many patients as are asked for. */
  private static Table visits(int patients) {
    int rows = 1_500;
    var id = new String[rows];
    var disease = new String[rows];
    for (int i = 0; i < rows; i++) {
      id[i] = "P" + (i < 12 ? i % patients : 100 + i / 3);
      disease[i] = i < 12 ? "gout" : "flu";
    }
    return table()
        .strings("id", ColumnType.IDENTIFIER, id)
        .labels("disease", disease)
        .numbers("n", IntStream.range(0, rows).asDoubleStream().toArray())
        .build();
  }

  @Test
  void whatManyRowsOfFewPeopleHaveIsNotNamed() {
    var synthetic = visits(12).select(IntStream.range(12, 1_500).toArray());

    assertThat(categories(evaluate(input(visits(9), synthetic).withEntity("id"))))
        .satisfies(found -> assertThat(found.named()).isEmpty())
        .satisfies(found -> assertThat(found.missedUnnamed()).isEqualTo(1));
    assertThat(categories(evaluate(input(visits(10), synthetic).withEntity("id"))).named())
        .hasSize(1);
    assertThat(categories(evaluate(input(visits(9), synthetic))).named()).hasSize(1);
  }

  @Test
  void declaredValuesThatAreMissingAreNamedWhetherTheSourceHasThemOrNot() {
    var input =
        input(diseases(Map.of("flu", 50, "gout", 1)), diseases(Map.of("flu", 40)))
            .withSpace(
                Map.of(
                    "disease",
                    new DeclaredDomain(null, null, List.of("none", "flu", "gout", "cholera"))));

    var found = categories(evaluate(input));

    assertThat(found.declared()).isEqualTo(4);
    assertThat(found.declaredMissed()).containsExactly("gout", "cholera");
  }

  @Test
  void anEndThatIsNotReachedShows() {
    var real = table().numbers("age", DoubleStream.iterate(1, v -> v + 1).limit(2_000).toArray());
    var synthetic =
        table().numbers("age", DoubleStream.iterate(1, v -> v + 1).limit(1_900).toArray());

    var range =
        evaluate(input(real.build(), synthetic.build()))
            .coverage(CoverageFinding.Range.class)
            .get(0);

    assertThat(range.lowReal()).isCloseTo(0.01, within(1e-9));
    assertThat(range.lowSynthetic()).isCloseTo(20 / 1900.0, within(1e-9));
    assertThat(range.highReal()).isCloseTo(0.01, within(1e-9));
    assertThat(range.highSynthetic()).isZero();
  }

  @Test
  void anEndIsWhereTenRowsLieAndConstantsHaveNone() {
    double[] few = DoubleStream.iterate(1, v -> v + 1).limit(100).toArray();
    double[] same = new double[100];
    var real = table().numbers("few", few).numbers("same", same).build();

    assertThat(evaluate(input(real, real)).coverage(CoverageFinding.Range.class))
        .containsExactly(new CoverageFinding.Range("few", 0.1, 0.1, 0.1, 0.1));
  }
}
