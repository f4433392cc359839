package dev.syntheticdata.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Claim;
import dev.syntheticdata.api.v1alpha1.ClaimResult;
import dev.syntheticdata.api.v1alpha1.ClaimResult.Verdict;
import dev.syntheticdata.api.v1alpha1.MetricResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimVerdictsTest {

  private static MetricResult metric(Metric metric, double value, Double reference) {
    return new MetricResult(metric, null, value, null, reference);
  }

  private static ClaimResult judge(Claim claim, MetricResult... metrics) {
    return ClaimVerdicts.of(List.of(claim), List.of(metrics)).get(0);
  }

  @Test
  void aClaimIsKeptWhereAllThatChecksItIsCloseToWhatIsAttainable() {
    var result =
        judge(
            Claim.MARGINALS,
            metric(Metric.COLUMN_SHAPES, 0.96, 0.98),
            metric(Metric.ACCURACY_1WAY, 0.97, 0.975));

    assertThat(result.verdict()).isEqualTo(Verdict.KEPT);
    assertThat(result.message())
        .isEqualTo(
            "fidelity.column-shapes 0.9600, at least 0.9500; fidelity.accuracy-1way 0.9700, at"
                + " least 0.9450");
  }

  @Test
  void oneMetricThatIsFarBreaksIt() {
    assertThat(
            judge(
                    Claim.MARGINALS,
                    metric(Metric.COLUMN_SHAPES, 0.90, 0.98),
                    metric(Metric.ACCURACY_1WAY, 0.97, 0.975))
                .verdict())
        .isEqualTo(Verdict.NOT_KEPT);
  }

  @Test
  void whatIsAttainableDependsOnTheTable() {
    assertThat(judge(Claim.RARE_CATEGORIES, recall(0.55, 0.6), mass(0.9, 1)).verdict())
        .isEqualTo(Verdict.KEPT);
    assertThat(judge(Claim.RARE_CATEGORIES, recall(0.55, 1.0), mass(0.9, 1)).verdict())
        .isEqualTo(Verdict.NOT_KEPT);
  }

  private static MetricResult recall(double value, double reference) {
    return metric(Metric.RARE_CATEGORY_RECALL, value, reference);
  }

  private static MetricResult mass(double value, double reference) {
    return metric(Metric.RARE_CATEGORY_MASS, value, reference);
  }

  @Test
  void whatCouldNotBeMeasuredIsNotKept() {
    var result =
        judge(
            Claim.CORRELATIONS,
            metric(Metric.COLUMN_PAIR_TRENDS, 0.98, 0.98),
            new MetricResult(Metric.ACCURACY_2WAY, null, null, "BaselineMissing: it is gone"));

    assertThat(result.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(result.message()).contains("fidelity.accuracy-2way: BaselineMissing: it is gone");
    assertThat(judge(Claim.CORRELATIONS, metric(Metric.COLUMN_PAIR_TRENDS, 0.98, null)).verdict())
        .isEqualTo(Verdict.NOT_COMPUTED);
  }

  @Test
  void temporalStructureIsThatOfSequences() {
    var kept =
        judge(
            Claim.TEMPORAL_STRUCTURE,
            metric(Metric.SEQUENCE_LENGTH, 0.95, 0.99),
            metric(Metric.SEQUENCE_INTER_EVENT_TIME, 0.95, 0.98),
            metric(Metric.SEQUENCE_AUTOCORRELATION, 0.9, 0.96),
            metric(Metric.SEQUENCE_TRANSITIONS, 0.85, 0.89));
    var ofRows =
        judge(
            Claim.TEMPORAL_STRUCTURE,
            new MetricResult(Metric.SEQUENCE_LENGTH, null, null, "NotApplicable: no sequences"));

    assertThat(kept.verdict()).isEqualTo(Verdict.KEPT);
    assertThat(ofRows.verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(ofRows.message()).contains("fidelity.sequence-length: NotApplicable");
  }

  @ParameterizedTest
  @EnumSource(Claim.class)
  void everyClaimHasAResultAndItsMetricsAreKnown(Claim claim) {
    assertThat(judge(claim).verdict()).isEqualTo(Verdict.NOT_COMPUTED);
    assertThat(ClaimVerdicts.metrics(List.of(claim))).hasSameSizeAs(ClaimVerdicts.checks(claim));
  }

  @Test
  void nothingIsSaidOfAGeneratorThatClaimsNothing() {
    assertThat(ClaimVerdicts.of(null, List.of())).isEmpty();
    assertThat(ClaimVerdicts.metrics(null)).isEmpty();
  }
}
