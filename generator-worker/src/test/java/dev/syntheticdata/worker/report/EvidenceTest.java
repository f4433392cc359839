package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.Gate;
import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.report.Evidence.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static Gate atLeast(double min, Gate.Severity severity) {
    return new Gate(Metric.COLUMN_SHAPES, min, null, null, severity);
  }

  private static Standing standing(Gate... gates) {
    return TestEvidence.evidence(List.of(gates)).standing();
  }

  @Test
  void withoutGatesNothingIsPassed() {
    assertThat(standing()).isEqualTo(Standing.NO_GATES);
  }

  @Test
  void allGatesPassed() {
    assertThat(standing(atLeast(0.5, Gate.Severity.REQUIRED))).isEqualTo(Standing.PASSED);
  }

  @Test
  void aRequiredGateThatFailsFailsTheVersion() {
    assertThat(standing(atLeast(0.5, Gate.Severity.REQUIRED), atLeast(1, Gate.Severity.REQUIRED)))
        .isEqualTo(Standing.FAILED);
  }

  @Test
  void anAdvisoryGateThatFailsIsOnlyShown() {
    assertThat(standing(atLeast(1, Gate.Severity.ADVISORY))).isEqualTo(Standing.PASSED_WITH_ADVICE);
  }
}
