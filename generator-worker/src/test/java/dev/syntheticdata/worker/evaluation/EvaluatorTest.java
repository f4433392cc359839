package dev.syntheticdata.worker.evaluation;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static dev.syntheticdata.worker.evaluation.TestTables.shuffled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  private static final Table TRAIN = clinic(2000, 1);
  private static final Table HOLDOUT = clinic(700, 2);
  private static final Table FRESH = clinic(2000, 3);

  private static final Evaluation GOOD = evaluate(TRAIN, HOLDOUT, FRESH);
  private static final Evaluation COPY = evaluate(TRAIN, HOLDOUT, TRAIN);
  private static final Evaluation INDEPENDENT = evaluate(TRAIN, HOLDOUT, shuffled(FRESH, 4));

  private static Evaluation evaluate(Table train, Table holdout, Table synthetic) {
    return new Evaluator()
        .evaluate(new EvaluationInput(train, holdout, synthetic, List.of("died", "marker"), 7));
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return evaluation.results(metric).get(0).value();
  }

  private static double reference(Evaluation evaluation, Metric metric) {
    return ((Outcome.Computed) evaluation.results(metric).get(0).outcome()).reference();
  }

  private static Reason reason(Evaluation evaluation, Metric metric) {
    return reason(evaluation.results(metric).get(0));
  }

  private static Reason reason(Measurement measurement) {
    return ((Outcome.NotComputed) measurement.outcome()).reason();
  }

  @Test
  void everyMetricOfTheVocabularyHasAResult() {
    assertThat(GOOD.results()).extracting(Measurement::metric).contains(Metric.values());
  }

  @Test
  void aUtilityMetricHasOneResultForEachTargetItAppliesTo() {
    assertThat(GOOD.results(Metric.TSTR_RATIO))
        .extracting(Measurement::target)
        .containsExactly("died", "marker");
    assertThat(GOOD.results(Metric.TSTR_AUC))
        .extracting(Measurement::target)
        .containsExactly("died");
    assertThat(GOOD.results(Metric.TSTR_R2))
        .extracting(Measurement::target)
        .containsExactly("marker");
  }

  @Test
  void aCopyHasPerfectFidelity() {
    assertThat(value(COPY, Metric.COLUMN_SHAPES)).isEqualTo(1);
    assertThat(value(COPY, Metric.COLUMN_PAIR_TRENDS)).isCloseTo(1, within(1e-12));
    assertThat(value(COPY, Metric.QUALITY_SCORE)).isCloseTo(1, within(1e-12));
    assertThat(value(COPY, Metric.ACCURACY_3WAY)).isCloseTo(1, within(1e-12));
    assertThat(value(COPY, Metric.CATEGORY_COVERAGE)).isEqualTo(1);
    assertThat(value(COPY, Metric.RANGE_COVERAGE)).isEqualTo(1);
  }

  @Test
  void aCopyIsFoundOutByThePrivacyMetrics() {
    assertThat(value(COPY, Metric.EXACT_MATCH_SHARE)).isEqualTo(1);
    assertThat(value(COPY, Metric.DCR_SHARE)).isGreaterThan(0.6);
    assertThat(value(COPY, Metric.DCR_MEDIAN_TRAIN))
        .isLessThan(value(COPY, Metric.DCR_MEDIAN_HOLDOUT));
  }

  @Test
  void freshRowsOfThePopulationAreAsGoodAsTheHoldout() {
    assertThat(value(GOOD, Metric.DETECTION_AUC)).isCloseTo(0.5, within(0.05));
    assertThat(reference(GOOD, Metric.DETECTION_AUC)).isCloseTo(0.5, within(0.06));
    assertThat(value(GOOD, Metric.DCR_SHARE)).isCloseTo(0.5, within(0.03));
    assertThat(value(GOOD, Metric.TSTR_RATIO)).isCloseTo(1, within(0.05));
  }

  @Test
  void freshRowsReachTheCeilingOfAccuracy() {
    for (var metric : List.of(Metric.ACCURACY_1WAY, Metric.ACCURACY_2WAY, Metric.ACCURACY_3WAY)) {
      assertThat(value(GOOD, metric)).isCloseTo(reference(GOOD, metric), within(0.02));
    }
  }

  @Test
  void independentColumnsKeepTheirShapesAndLoseTheRest() {
    assertThat(value(INDEPENDENT, Metric.COLUMN_SHAPES)).isGreaterThan(0.95);
    assertThat(value(INDEPENDENT, Metric.KS_COMPLEMENT)).isGreaterThan(0.95);
    assertThat(value(INDEPENDENT, Metric.TV_COMPLEMENT)).isGreaterThan(0.95);
    for (var metric :
        List.of(
            Metric.COLUMN_PAIR_TRENDS,
            Metric.CORRELATION_SIMILARITY,
            Metric.CONTINGENCY_SIMILARITY,
            Metric.MIXED_PAIR_SIMILARITY)) {
      assertThat(value(INDEPENDENT, metric)).as(metric.id()).isLessThan(value(GOOD, metric) - 0.05);
    }
    assertThat(value(INDEPENDENT, Metric.DETECTION_AUC)).isGreaterThan(0.85);
    assertThat(value(INDEPENDENT, Metric.TSTR_AUC)).isCloseTo(0.5, within(0.12));
    assertThat(value(INDEPENDENT, Metric.TSTR_R2)).isLessThan(0.05);
  }

  @Test
  void realTrainingIsTheReferenceOfSyntheticTraining() {
    assertThat(reference(GOOD, Metric.TSTR_AUC)).isEqualTo(value(GOOD, Metric.TRTR_AUC));
    assertThat(value(GOOD, Metric.TRTR_AUC)).isGreaterThan(0.8);
  }

  @Test
  void theIntervalHoldsTheValue() {
    for (var metric :
        List.of(
            Metric.TSTR_AUC,
            Metric.TSTR_R2,
            Metric.TSTR_RATIO,
            Metric.DCR_SHARE,
            Metric.COLUMN_SHAPES,
            Metric.DETECTION_AUC,
            Metric.PMSE_RATIO,
            Metric.CATEGORY_COVERAGE,
            Metric.COLUMN_PAIR_TRENDS,
            Metric.ACCURACY_3WAY,
            Metric.TAIL_ERROR_WORST,
            Metric.COMBINATION_COVERAGE_2WAY,
            Metric.DRIFT_SOURCE_PSI)) {
      var outcome = (Outcome.Computed) GOOD.results(metric).get(0).outcome();
      assertThat(outcome.value())
          .as(metric.id())
          .isBetween(outcome.interval().low(), outcome.interval().high());
    }
  }

  @Test
  void aValueHasReferenceAndIntervalOrTheRegistrySaysWhyNot() {
    var columns = new Disclosure(List.of("sex", "stage"), List.of(), 1.5);
    var evaluation =
        new Evaluator()
            .evaluate(
                new EvaluationInput(TRAIN, HOLDOUT, FRESH, List.of("died"), 7)
                    .withDisclosure(columns));
    // The importance of four columns is too few for an interval.
    var computed =
        evaluation.results().stream()
            .filter(m -> m.value() != null && m.metric() != Metric.IMPORTANCE_AGREEMENT)
            .toList();

    assertThat(computed).hasSizeGreaterThan(40);
    assertThat(computed).allSatisfy(EvaluatorTest::hasWhatTheRegistrySays);
  }

  static void hasWhatTheRegistrySays(Measurement result) {
    var definition = MetricDefinition.of(result.metric());
    assertThat(result.interval() == null)
        .as("no interval of " + result.metric().id())
        .isEqualTo(definition.noInterval() != null)
        .isEqualTo(!result.metric().hasInterval());
    assertThat(result.reference() == null)
        .as("no reference of " + result.metric().id())
        .isEqualTo(definition.reference() == null);
  }

  @Test
  void theSameInputGivesTheSameEvaluation() {
    assertThat(evaluate(TRAIN, HOLDOUT, FRESH)).isEqualTo(GOOD);
  }

  @Test
  void withoutHoldoutTheBaselineMetricsSaySo() {
    var evaluation = evaluate(TRAIN, null, FRESH);

    assertThat(evaluation.results().stream().filter(m -> m.value() == null).toList())
        .filteredOn(m -> reason(m) == Reason.BaselineMissing)
        .extracting(Measurement::metric)
        .containsOnly(
            Metric.TSTR_AUC,
            Metric.TRTR_AUC,
            Metric.TSTR_R2,
            Metric.TRTR_R2,
            Metric.TSTR_RATIO,
            Metric.TSTR_LINEAR_AUC,
            Metric.TRTR_LINEAR_AUC,
            Metric.TSTR_LINEAR_R2,
            Metric.TRTR_LINEAR_R2,
            Metric.TSTR_LINEAR_RATIO,
            Metric.IMPORTANCE_AGREEMENT,
            Metric.RARE_CLASS_RECALL,
            Metric.DCR_SHARE,
            Metric.DCR_MEDIAN_TRAIN,
            Metric.DCR_MEDIAN_HOLDOUT,
            Metric.MEMBERSHIP_AUC,
            Metric.MEMBERSHIP_TPR,
            Metric.MEMBERSHIP_OUTLIER_AUC,
            Metric.MEMBERSHIP_SUBGROUP_AUC,
            Metric.MEMBERSHIP_OUTLIER_TPR,
            Metric.MEMBERSHIP_SUBGROUP_TPR,
            Metric.SINGLING_OUT_RISK,
            Metric.LINKABILITY_RISK,
            Metric.LINKABILITY_OUTLIER_RISK,
            Metric.LINKABILITY_SUBGROUP_RISK,
            Metric.INFERENCE_RISK,
            Metric.INFERENCE_OUTLIER_RISK,
            Metric.INFERENCE_SUBGROUP_RISK);
    assertThat(reason(evaluation, Metric.DCR_SHARE)).isEqualTo(Reason.BaselineMissing);
    assertThat(reason(evaluation, Metric.TSTR_AUC)).isEqualTo(Reason.BaselineMissing);
  }

  @Test
  void withoutTargetTheUtilityMetricsSaySo() {
    var evaluation =
        new Evaluator().evaluate(new EvaluationInput(TRAIN, HOLDOUT, FRESH, List.of(), 7));

    assertThat(reason(evaluation, Metric.TSTR_RATIO)).isEqualTo(Reason.TargetMissing);
  }

  @Test
  void aboveItsLimitsItSamplesAndSaysSo() {
    var limits = new EvaluationLimits(200, 100, 300, 100, 3, 40_000);

    var evaluation =
        new Evaluator()
            .evaluate(
                new EvaluationInput(clinic(2500, 1), HOLDOUT, FRESH, List.of("died"), 7)
                    .withLimits(limits));

    assertThat(evaluation.notes())
        .containsExactly(
            "Column pair trends are computed on a sample of 2000 rows.",
            "Two-way accuracy is computed on a sample of 2000 rows.",
            "Three-way accuracy is computed on 3 random triples of 10.",
            "fidelity.tail-error-worst is that of age.",
            "The propensity score uses a sample of 200 rows of a table.",
            "Detection uses a sample of 200 rows of each table.",
            "Utility models learn from a sample of 300 rows.",
            "Distances to the closest record are those of 100 synthetic rows.",
            "Membership is inferred best where sex = F (of 2 subgroups).",
            "At 1 % false alarms most rows that were learned from are found where sex = F (of 2 subgroups).",
            "privacy.linkability-subgroup-risk is that of died = no, the surest of 2 looked at; its interval"
                + " holds for all of them together.",
            "Attribute inference leaves out what fewer than 30 controls are guessed wrong in: stage.",
            "privacy.inference-risk: no better than guessing, which shows nothing, for: sex.",
            "privacy.inference-risk is that of marker, the surest of 4 looked at; its interval holds for"
                + " all of them together.",
            "privacy.inference-subgroup-risk is that of age, died = no, the surest of 4 looked at; its"
                + " interval holds for all of them together.",
            "Two-way combination coverage is computed on a sample of 2000 rows.",
            "Three-way combination coverage is computed on 3 random triples of 10.");
    assertThat(value(evaluation, Metric.DETECTION_AUC)).isBetween(0.4, 0.6);
  }
}
