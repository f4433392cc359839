package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.api.v1alpha1.Gate.Severity;
import dev.syntheticdata.api.v1alpha1.Gate.Statistic;
import dev.syntheticdata.api.v1alpha1.GateResult;
import dev.syntheticdata.api.v1alpha1.GateResult.Verdict;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateVerdictsTest {

  static Gate gate(Metric metric, Double min, Double max, String target) {
    return new Gate(metric, min, max, target, Severity.REQUIRED);
  }

  static MetricResult value(Metric metric, String target, double value) {
    return new MetricResult(metric, target, value, null);
  }

  static GateResult judge(Gate gate, MetricResult... metrics) {
    var results = GateVerdicts.of(List.of(gate), List.of(metrics));
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  @ParameterizedTest(name = "{0} within [{1}, {2}]: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "0.9,  0.8, -,   PASSED",
        "0.8,  0.8, -,   PASSED",
        "0.79999999, 0.8, -, FAILED",
        "0.5,  -,   0.5, PASSED",
        "0.50000001, -, 0.5, FAILED",
        "0.5,  0.4, 0.6, PASSED",
        "0.3,  0.4, 0.6, FAILED",
        "0.7,  0.4, 0.6, FAILED",
        "0.5,  0.5, 0.5, PASSED",
        "0,    0,   0,   PASSED",
        "-2.5, 0,   -,   FAILED",
        "-2.5, -3,  -,   PASSED",
        "NaN,  0,   -,   FAILED",
        "NaN,  -,   1,   FAILED",
        "Infinity, 0, -, PASSED",
        "Infinity, -, 1, FAILED",
      })
  void aBoundIsKeptUpToItself(double value, Double min, Double max, Verdict verdict) {
    var result =
        judge(gate(Metric.QUALITY_SCORE, min, max, null), value(Metric.QUALITY_SCORE, null, value));
    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.value()).isEqualTo(Double.valueOf(value));
    assertThat(result.message() == null).isEqualTo(verdict == Verdict.PASSED);
  }

  @Test
  void aTargetOfAMetricOfTheWholeTableIsCalledTheMistakeItIs() {
    var result =
        judge(
            gate(Metric.QUALITY_SCORE, 0.9, null, "died"), value(Metric.QUALITY_SCORE, null, 0.95));

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.message())
        .contains("one value for the whole table", "leave target out")
        .doesNotContain("spec.schema");
  }

  @Test
  void howToDeclareATargetIsSaidAsTheCallerHasIt() {
    var gates = List.of(gate(Metric.TSTR_AUC, 0.9, null, null));

    assertThat(GateVerdicts.of(gates, List.of(), "name it with --target").get(0).message())
        .isEqualTo("name it with --target");
  }

  @Test
  void aFailureSaysByHowMuch() {
    assertThat(
            judge(
                    gate(Metric.QUALITY_SCORE, 0.9, null, null),
                    value(Metric.QUALITY_SCORE, null, 0.81234))
                .message())
        .isEqualTo("0.8123 is below the minimum 0.9");
    assertThat(
            judge(gate(Metric.DCR_SHARE, null, 0.5, null), value(Metric.DCR_SHARE, null, 0.61234))
                .message())
        .isEqualTo("0.6123 is above the maximum 0.5: rows lie too close to those learned from");
  }

  @Test
  void aBoundOnTheBetterSideIsNoShortfallOfTheRows() {
    assertThat(
            judge(gate(Metric.NNDR_P1, null, 0.4, null), value(Metric.NNDR_P1, null, 0.61234))
                .message())
        .isEqualTo("0.6123 is above the maximum 0.4");
  }

  @ParameterizedTest
  @EnumSource(names = {"DCR_SHARE", "MEMBERSHIP_AUC"})
  void rowsHeldOutThatAreCloserThanThoseLearnedFromAreNoControl(Metric metric) {
    assertThat(judge(gate(metric, 0.4, null, null), value(metric, null, 0.31234)).message())
        .isEqualTo(
            "0.3123 is below the minimum 0.4: rows lie closer to those held out than to those learned"
                + " from, so attacks have no control");
  }

  @Test
  void aMetricThatCouldNotBeComputedDoesNotPassAndSaysWhy() {
    var metric = new MetricResult(Metric.DCR_SHARE, null, null, "BaselineMissing: no holdout");
    var result = judge(gate(Metric.DCR_SHARE, null, 0.5, null), metric);
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.value()).isNull();
    assertThat(result.message()).isEqualTo("BaselineMissing: no holdout");
    assertThat(GateVerdicts.passed(List.of(result))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aMetricThatIsNotThereDoesNotPassAndSaysWhy(Metric metric) {
    var other = metric == Metric.DCR_SHARE ? Metric.QUALITY_SCORE : Metric.DCR_SHARE;
    var result = judge(gate(metric, 0.0, null, null), value(other, null, 1));
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.message().contains("Target")).isEqualTo(metric.perTarget());
  }

  @Test
  void aGateOnATargetIsJudgedByThatTarget() {
    var gate = gate(Metric.TSTR_AUC, 0.7, null, "died");
    var result =
        judge(gate, value(Metric.TSTR_AUC, "relapse", 0.5), value(Metric.TSTR_AUC, "died", 0.8));
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(result.target()).isEqualTo("died");
  }

  @Test
  void aGateOnATargetThatIsNotDeclaredNamesIt() {
    var gate = gate(Metric.TSTR_AUC, 0.7, null, "dead");
    var result = judge(gate, value(Metric.TSTR_AUC, "died", 0.8));
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.target()).isEqualTo("dead");
    assertThat(result.message()).contains("dead", "spec.schema.columns");
  }

  @Test
  void aGateWithoutTargetIsJudgedByTheWorst() {
    var gate = gate(Metric.TSTR_AUC, 0.7, null, null);
    var good = value(Metric.TSTR_AUC, "died", 0.8);
    var bad = value(Metric.TSTR_AUC, "relapse", 0.5);
    var none = new MetricResult(Metric.TSTR_AUC, "stage", null, "one class only");
    assertThat(judge(gate, good, bad).target()).isEqualTo("relapse");
    assertThat(judge(gate, bad, good).target()).isEqualTo("relapse");
    assertThat(judge(gate, good, none, bad).target()).isEqualTo("stage");
    assertThat(judge(gate, good).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void onlyRequiredGatesKeepAVersionFromBeingPublished() {
    var metric = value(Metric.QUALITY_SCORE, null, 0.5);
    var advisory = new Gate(Metric.QUALITY_SCORE, 0.9, null, null, Severity.ADVISORY);
    var required = new Gate(Metric.QUALITY_SCORE, 0.9, null, null, Severity.REQUIRED);
    assertThat(GateVerdicts.passed(List.of())).isTrue();
    assertThat(GateVerdicts.passed(List.of(judge(advisory, metric)))).isTrue();
    assertThat(GateVerdicts.passed(List.of(judge(advisory)))).isTrue();
    assertThat(GateVerdicts.passed(List.of(judge(required, metric)))).isFalse();
    assertThat(GateVerdicts.passed(List.of(judge(advisory, metric), judge(required, metric))))
        .isFalse();
  }

  @Test
  void aGateIsRequiredUnlessItSaysOtherwise() {
    var gate = new Gate(Metric.QUALITY_SCORE, 0.9, null, null, null);
    var result = judge(gate, value(Metric.QUALITY_SCORE, null, 0.5));
    assertThat(result.severity()).isEqualTo(Severity.REQUIRED);
    assertThat(GateVerdicts.passed(List.of(result))).isFalse();
  }

  @Test
  void anUnjustifiedAbsenceIsStillExplained() {
    var result =
        judge(
            gate(Metric.DCR_SHARE, null, 0.5, null),
            new MetricResult(Metric.DCR_SHARE, null, null, null));
    assertThat(result.message()).isNotBlank();
  }

  /** One result for each gate in their order, whatever the order of the metrics. */
  @Test
  void theOrderOfTheMetricsDecidesNothing() {
    var random = new SplittableRandom(3);
    for (int run = 0; run < 200; run++) {
      var gates = new ArrayList<Gate>();
      var metrics = new ArrayList<MetricResult>();
      for (var metric : Metric.values()) {
        if (random.nextBoolean()) {
          gates.add(gate(metric, random.nextDouble(), null, null));
        }
        if (random.nextBoolean()) {
          metrics.add(value(metric, metric.perTarget() ? "died" : null, random.nextDouble()));
        }
      }
      var results = GateVerdicts.of(gates, metrics);
      Collections.shuffle(metrics, new Random(run));
      assertThat(GateVerdicts.of(gates, metrics)).isEqualTo(results);
      assertThat(results).extracting(GateResult::metric).isEqualTo(metrics(gates));
    }
  }

  private static List<Metric> metrics(List<Gate> gates) {
    return gates.stream().map(Gate::metric).toList();
  }

  private static Gate near(Metric metric, Double min, Double max, double margin) {
    return new Gate(metric, min, max, null, null, margin);
  }

  private static MetricResult read(Metric metric, double value, Double reference) {
    return new MetricResult(metric, null, value, null, reference);
  }

  @Test
  void aMarginStartsFromTheReferenceTowardsTheWorseSide() {
    var higher = near(Metric.QUALITY_SCORE, null, null, 0.02);
    assertThat(judge(higher, read(Metric.QUALITY_SCORE, 0.93, 0.95)).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(judge(higher, read(Metric.QUALITY_SCORE, 0.99, 0.95)).verdict())
        .isEqualTo(Verdict.PASSED);
    var failed = judge(higher, read(Metric.QUALITY_SCORE, 0.92, 0.95));
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.message())
        .isEqualTo("0.9200 is below the minimum 0.93, the reference 0.95 less 0.02");
    var lower = near(Metric.DETECTION_AUC, null, null, 0.1);
    assertThat(judge(lower, read(Metric.DETECTION_AUC, 0.6, 0.52)).verdict())
        .isEqualTo(Verdict.PASSED);
    assertThat(judge(lower, read(Metric.DETECTION_AUC, 0.63, 0.52)).message())
        .isEqualTo(
            "0.6300 is above the maximum 0.62, the reference 0.52 plus 0.1: the rows can be told from"
                + " real ones");
  }

  @Test
  void theResultSaysWhichThresholdHeldAndWhereItCameFrom() {
    var result =
        judge(near(Metric.QUALITY_SCORE, null, null, 0.02), read(Metric.QUALITY_SCORE, 0.94, 0.95));
    assertThat(result.min()).isEqualTo(0.93);
    assertThat(result.max()).isNull();
    assertThat(result.margin()).isEqualTo(0.02);
    assertThat(result.reference()).isEqualTo(0.95);
  }

  @Test
  void ofAFixedBoundAndAMarginTheTighterHolds() {
    var gate = near(Metric.QUALITY_SCORE, 0.9, null, 0.02);
    assertThat(judge(gate, read(Metric.QUALITY_SCORE, 0.89, 0.8)).message())
        .isEqualTo("0.8900 is below the minimum 0.9");
    assertThat(judge(gate, read(Metric.QUALITY_SCORE, 0.91, 0.95)).verdict())
        .isEqualTo(Verdict.FAILED);
    var capped = near(Metric.DETECTION_AUC, null, 0.55, 0.1);
    assertThat(judge(capped, read(Metric.DETECTION_AUC, 0.58, 0.5)).max()).isEqualTo(0.55);
  }

  @Test
  void aMarginWithoutReferenceDoesNotPass() {
    var result =
        judge(near(Metric.QUALITY_SCORE, 0.5, null, 0.02), read(Metric.QUALITY_SCORE, 0.99, null));
    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.message()).contains("no reference value");
    assertThat(GateVerdicts.passed(List.of(result))).isFalse();
  }

  private static Gate onEnd(
      Metric metric, Double min, Double max, Double margin, Gate.Statistic statistic) {
    return new Gate(metric, min, max, null, null, margin, statistic);
  }

  private static MetricResult between(Metric metric, double low, double value, double high) {
    return new MetricResult(metric, null, value, null, 0.0, low, high);
  }

  @Test
  void aControlThatIsSurelyNoneIsSaidToBeNone() {
    var metric = between(Metric.MEMBERSHIP_AUC, 0.39, 0.41, 0.44);

    assertThat(
            judge(onEnd(metric.metric(), 0.45, null, null, Statistic.INTERVAL_HIGH), metric)
                .message())
        .isEqualTo(
            "the interval's upper end 0.4400 is below the minimum 0.45: rows lie closer to those held"
                + " out than to those learned from, so attacks have no control");
    assertThat(
            judge(onEnd(metric.metric(), 0.4, null, null, Statistic.INTERVAL_LOW), metric)
                .message())
        .contains("0.3900 is below the minimum 0.4: it is not ruled out that rows lie closer");
  }

  @Test
  void aGateOnAnEndOfTheIntervalHoldsThatEnd() {
    var metric = between(Metric.INFERENCE_RISK, 0.03, 0.217, 0.4);

    var surely =
        judge(onEnd(Metric.INFERENCE_RISK, null, 0.1, null, Statistic.INTERVAL_LOW), metric);
    assertThat(surely.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(surely.value()).isEqualTo(0.03);
    assertThat(surely.statistic()).isEqualTo(Statistic.INTERVAL_LOW);

    var maybe =
        judge(onEnd(Metric.INFERENCE_RISK, null, 0.3, null, Statistic.INTERVAL_HIGH), metric);
    assertThat(maybe.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(maybe.message())
        .isEqualTo(
            "the interval's upper end 0.4000 is above the maximum 0.3: it is not ruled out that"
                + " values of a person can be guessed");

    var plain = judge(onEnd(Metric.INFERENCE_RISK, null, 0.1, null, Statistic.VALUE), metric);
    assertThat(plain.message())
        .isEqualTo("0.2170 is above the maximum 0.1: values of a person can be guessed");
    assertThat(plain.statistic()).isNull();
  }

  @Test
  void aMarginMayBeHeldByAnEndOfTheInterval() {
    var metric = between(Metric.INFERENCE_RISK, 0.03, 0.217, 0.4);

    assertThat(
            judge(onEnd(Metric.INFERENCE_RISK, null, null, 0.02, Statistic.INTERVAL_LOW), metric)
                .message())
        .isEqualTo(
            "the interval's lower end 0.0300 is above the maximum 0.02, the reference 0.0 plus 0.02:"
                + " values of a person can be guessed");
  }

  @ParameterizedTest
  @EnumSource(value = Gate.Statistic.class, mode = EnumSource.Mode.EXCLUDE, names = "VALUE")
  void aMetricWithoutIntervalDoesNotPassAGateOnItsEnds(Gate.Statistic statistic) {
    var result =
        judge(
            onEnd(Metric.DCR_SHARE, 0.0, 1.0, null, statistic), value(Metric.DCR_SHARE, null, 0.5));

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.value()).isNull();
    assertThat(result.message()).contains("has no interval");
    assertThat(GateVerdicts.passed(List.of(result))).isFalse();
  }

  /** The schema's rule lists by name what {@link Metric#hasInterval()} tells. */
  @ParameterizedTest
  @EnumSource
  void theSchemaRefusesEndsOfIntervalsThatMetricsNeverHave(Metric metric) {
    assertThat(ruleOfMessage("the metric has no interval:").contains("'" + metric.id() + "'"))
        .isEqualTo(!metric.hasInterval());
  }

  static String ruleOfMessage(String message) {
    return Arrays.stream(Gate.class.getAnnotationsByType(ValidationRule.class))
        .filter(rule -> rule.message().startsWith(message))
        .map(ValidationRule::value)
        .reduce((one, other) -> Assertions.fail("two rules of " + message))
        .orElseThrow();
  }
}
