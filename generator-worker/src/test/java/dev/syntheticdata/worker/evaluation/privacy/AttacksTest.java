package dev.syntheticdata.worker.evaluation.privacy;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.Disclosure;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttacksTest {

  private static final Table TRAIN = clinic(1500, 1);
  private static final Table HOLDOUT = clinic(1000, 2);
  private static final Evaluation FRESH = evaluate(clinic(1500, 3), Disclosure.NONE);
  private static final Evaluation COPY = evaluate(TRAIN, Disclosure.NONE);

  private static Evaluation evaluate(Table synthetic, Disclosure disclosure) {
    return evaluate(TRAIN, HOLDOUT, synthetic, disclosure);
  }

  private static Evaluation evaluate(
      Table train, Table holdout, Table synthetic, Disclosure disclosure) {
    return new Evaluator()
        .evaluate(
            new EvaluationInput(train, holdout, synthetic, List.of(), 7)
                .withDisclosure(disclosure));
  }

  private static Outcome outcome(Evaluation evaluation, Metric metric) {
    return evaluation.results(metric).get(0).outcome();
  }

  private static Outcome.Computed computed(Evaluation evaluation, Metric metric) {
    return (Outcome.Computed) outcome(evaluation, metric);
  }

  private static Reason reason(Evaluation evaluation, Metric metric) {
    return ((Outcome.NotComputed) outcome(evaluation, metric)).reason();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MEMBERSHIP_AUC",
        "MEMBERSHIP_TPR",
        "MEMBERSHIP_OUTLIER_AUC",
        "MEMBERSHIP_SUBGROUP_AUC",
        "MEMBERSHIP_OUTLIER_TPR",
        "MEMBERSHIP_SUBGROUP_TPR",
        "SINGLING_OUT_RISK",
        "LINKABILITY_RISK",
        "LINKABILITY_SUBGROUP_RISK",
        "INFERENCE_RISK",
        "INFERENCE_SUBGROUP_RISK"
      })
  void copiedRowsAreFoundAndRowsOfOthersAreNot(Metric metric) {
    var copied = computed(COPY, metric);
    var fresh = computed(FRESH, metric);

    assertThat(copied.interval().low()).isGreaterThan(copied.reference());
    assertThat(fresh.interval().low()).isLessThanOrEqualTo(fresh.reference());
    assertThat(copied.value()).isBetween(copied.interval().low(), copied.interval().high());
  }

  @Test
  void everyAttackIsListedBesideItsControl() {
    var inferences =
        COPY.attacks().stream().filter(a -> a.metric() == Metric.INFERENCE_RISK).toList();

    assertThat(inferences)
        .extracting(AttackFinding::about)
        .containsExactlyInAnyOrder("age", "marker", "sex", "died");
    // The stage follows from the marker, for everybody.
    assertThat(COPY.notes())
        .contains(
            "Attribute inference leaves out what fewer than 30 controls are guessed wrong in:"
                + " stage.");
    assertThat(inferences)
        .allSatisfy(a -> assertThat(a.attacks()).isEqualTo(a.controls()).isEqualTo(500));
    assertThat(inferences.stream().filter(a -> "sex".equals(a.about())).findFirst().orElseThrow())
        .satisfies(a -> assertThat(a.successes()).isGreaterThan(a.controlSuccesses() + 100))
        .satisfies(a -> assertThat(a.guessing()).isCloseTo(0.5, within(0.1)));
  }

  @Test
  void columnsThatAreDeclaredSensitiveAreInferredAlone() {
    var disclosure = new Disclosure(List.of(), List.of("died"), null);

    assertThat(evaluate(TRAIN, disclosure).attacks())
        .filteredOn(a -> a.metric() == Metric.INFERENCE_RISK)
        .extracting(AttackFinding::about)
        .containsExactly("died");
  }

  @Test
  void anAttackNoBetterThanGuessingIsSaidToShowNothing() {
    var attack = new AttackFinding(Metric.LINKABILITY_RISK, null, 100, 10, 100, 10, 0.1);

    assertThat(attack.isWeak()).isTrue();
    assertThat(new AttackFinding(Metric.LINKABILITY_RISK, null, 100, 11, 100, 10, 0.1).isWeak())
        .isFalse();
    assertThat(new AttackFinding(Metric.LINKABILITY_RISK, null, 100, 0, 100, 10, null).isWeak())
        .isFalse();
  }

  @Test
  void tooFewRowsAreNotAttacked() {
    var few = evaluate(clinic(99, 1), HOLDOUT, clinic(500, 3), Disclosure.NONE);
    var fewHeldOut = evaluate(TRAIN, clinic(199, 2), clinic(500, 3), Disclosure.NONE);

    for (var metric :
        List.of(
            Metric.MEMBERSHIP_AUC,
            Metric.SINGLING_OUT_RISK,
            Metric.LINKABILITY_RISK,
            Metric.INFERENCE_RISK)) {
      assertThat(reason(few, metric)).isEqualTo(Reason.TooFewRows);
      assertThat(reason(fewHeldOut, metric)).isEqualTo(Reason.TooFewRows);
    }
  }

  @Test
  void quasiIdentifiersAreCountedTogether() {
    int[] ten = IntStream.range(0, 10).toArray();
    var disclosure = new Disclosure(List.of("sex", "stage"), List.of(), null);
    var evaluation = evaluate(clinic(1500, 3), disclosure);
    var small = evaluate(clinic(1500, 3).select(ten), disclosure);

    assertThat(computed(evaluation, Metric.K_ANONYMITY).value()).isEqualTo(least(clinic(1500, 3)));
    assertThat(computed(evaluation, Metric.K_ANONYMITY).reference()).isEqualTo(least(TRAIN));
    assertThat(computed(small, Metric.K_ANONYMITY).value())
        .isEqualTo(least(clinic(1500, 3).select(ten)));
    assertThat(reason(FRESH, Metric.K_ANONYMITY)).isEqualTo(Reason.NotApplicable);
  }

  /** The fewest rows with one sex and stage, counted plainly. */
  private static double least(Table table) {
    int[] counts = new int[6];
    for (int row = 0; row < table.rows(); row++) {
      counts[table.column("sex").codes()[row] * 3 + table.column("stage").codes()[row]]++;
    }
    return IntStream.of(counts).filter(count -> count > 0).min().orElseThrow();
  }

  @Test
  void peopleWhoAreUniqueAndAreInTheSyntheticRowsAreCounted() {
    var disclosure = new Disclosure(List.of("age", "marker", "sex", "stage"), List.of(), null);

    var copied = computed(evaluate(TRAIN, disclosure), Metric.REPLICATED_UNIQUES);
    var fresh = computed(evaluate(clinic(1500, 3), disclosure), Metric.REPLICATED_UNIQUES);

    assertThat(copied.value()).isGreaterThan(copied.reference() + 0.05);
    assertThat(fresh.value()).isCloseTo(fresh.reference(), within(0.05));
  }

  @Test
  void epsilonIsWhatTheEngineProves() {
    var proven = evaluate(clinic(200, 3), new Disclosure(List.of(), List.of(), 1.5));

    assertThat(computed(proven, Metric.DP_EPSILON).value()).isEqualTo(1.5);
    assertThat(reason(FRESH, Metric.DP_EPSILON)).isEqualTo(Reason.NotApplicable);
  }
}
