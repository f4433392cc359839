package dev.syntheticdata.worker.evaluation.fairness;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.utility.ClassScores;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In the clinic of TestTables, women (55 %) and men are alike in everything. */
class FairnessTest {

  private static final Table TRAIN = clinic(1500, 1);
  private static final Table HOLDOUT = clinic(800, 2);
  private static final Table FRESH = clinic(1500, 3);

  private static Evaluation evaluate(
      Table synthetic, List<String> targets, List<String> protectedColumns) {
    return new Evaluator()
        .evaluate(
            new EvaluationInput(TRAIN, HOLDOUT, synthetic, targets, 7)
                .withProtectedColumns(protectedColumns));
  }

  private static Outcome.Computed computed(Evaluation evaluation, Metric metric) {
    return (Outcome.Computed) evaluation.results(metric).get(0).outcome();
  }

  private static String reason(Evaluation evaluation, Metric metric) {
    return evaluation.results(metric).get(0).reason();
  }

  /** The same rows, but every man is said to have died, and no woman. */
  private static Table menDie(Table table) {
    var columns = new ArrayList<>(table.columns());
    int died = table.schema().indexOf("died");
    columns.set(died, Column.ofCodes(table.column("sex").codes().clone()));
    return new Table(table.schema(), columns);
  }

  private static Table withHalfOfTheMen(Table table) {
    var random = new Random(1);
    int[] sex = table.column("sex").codes();
    return table.select(
        IntStream.range(0, table.rows())
            .filter(row -> sex[row] == 0 || random.nextBoolean())
            .toArray());
  }

  @Test
  void aModelThatLearnedNoDifferenceMakesLittle() {
    var evaluation = evaluate(FRESH, List.of("died"), List.of("sex"));

    assertThat(computed(evaluation, Metric.DEMOGRAPHIC_PARITY_DIFFERENCE).value()).isLessThan(0.15);
    assertThat(computed(evaluation, Metric.REPRESENTATION).value()).isGreaterThan(0.9);
  }

  @Test
  void aModelThatLearnedToDivideByGroupDoes() {
    var evaluation = evaluate(menDie(FRESH), List.of("died"), List.of("sex"));

    var parity = computed(evaluation, Metric.DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(parity.value()).isGreaterThan(0.8);
    assertThat(parity.reference()).isLessThan(0.15);
    assertThat(parity.interval().low()).isGreaterThan(0.7);
    assertThat(computed(evaluation, Metric.EQUAL_OPPORTUNITY_DIFFERENCE).value())
        .isGreaterThan(0.8);
    assertThat(evaluation.groups())
        .filteredOn(g -> "died".equals(g.target()))
        .extracting(g -> g.positiveSynthetic() > 0.5)
        .containsExactly(false, true);
  }

  @Test
  void aGroupThatHalfIsLeftOfIsFound() {
    var evaluation = evaluate(withHalfOfTheMen(FRESH), List.of(), List.of("sex"));

    double share = 0.225 / 0.775 / 0.45;
    var representation = computed(evaluation, Metric.REPRESENTATION);
    assertThat(representation.value()).isCloseTo(share, within(0.06));
    assertThat(representation.interval().high()).isLessThan(0.8);
    assertThat(representation.reference()).isGreaterThan(0.85);
    assertThat(reason(evaluation, Metric.DEMOGRAPHIC_PARITY_DIFFERENCE))
        .startsWith("TargetMissing");
  }

  @Test
  void quartersOfANumberAreGroups() {
    var evaluation = evaluate(FRESH, List.of("died"), List.of("age"));

    assertThat(evaluation.groups())
        .filteredOn(g -> g.target() == null)
        .extracting(g -> g.group())
        .containsExactly("lowest quarter", "second quarter", "third quarter", "highest quarter");
    // Age decides who dies, in the real table too.
    var parity = computed(evaluation, Metric.DEMOGRAPHIC_PARITY_DIFFERENCE);
    assertThat(parity.value()).isGreaterThan(0.5).isCloseTo(parity.reference(), within(0.12));
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(reason(evaluate(FRESH, List.of("died"), List.of()), Metric.REPRESENTATION))
        .startsWith("ProtectedColumnMissing");
    assertThat(
            reason(
                evaluate(FRESH, List.of("marker"), List.of("sex")),
                Metric.EQUAL_OPPORTUNITY_DIFFERENCE))
        .isEqualTo("NotApplicable: no declared target is a class column");
    assertThat(
            reason(
                evaluate(FRESH, List.of("sex"), List.of("sex")),
                Metric.DEMOGRAPHIC_PARITY_DIFFERENCE))
        .startsWith("TooFewRows");
  }

  /**
   * A gate that names no target is judged by all: one that cannot have a value must not be there.
   */
  @Test
  void aTargetThatIsANumberHasNoResultBesideOneThatIsAClass() {
    var evaluation = evaluate(FRESH, List.of("died", "marker"), List.of("sex"));

    assertThat(evaluation.results(Metric.DEMOGRAPHIC_PARITY_DIFFERENCE))
        .extracting(Measurement::target)
        .containsExactly("died");
  }

  @Test
  void smallGroupsAreNeitherJudgedNorShown() {
    var rates =
        new ModelRates(
            IntStream.range(0, 50).map(row -> row < 19 ? 0 : 1).toArray(),
            2,
            new boolean[50],
            new double[50],
            new double[50]);
    int[] once = IntStream.range(0, 50).map(row -> 1).toArray();

    assertThat(rates.rates(rates.real(), false, once)).containsExactly(Double.NaN, 0);
    assertThat(rates.difference(rates.real(), false, once)).isNaN();
  }

  @Test
  void rowsThatTieForTheLastPlacesShareThem() {
    assertThat(ClassScores.taken(new double[] {3, 1, 1, 1, 0, -1}, 0.5))
        .containsExactly(new double[] {1, 2 / 3.0, 2 / 3.0, 2 / 3.0, 0, 0}, within(1e-12));
    assertThat(ClassScores.taken(new double[] {5, 4, 3, 2}, 0.01)).containsExactly(1, 0, 0, 0);
  }
}
