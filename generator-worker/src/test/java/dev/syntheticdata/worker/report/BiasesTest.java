package dev.syntheticdata.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class BiasesTest {

  private static List<String> biases(List<GroupFinding> groups, Measurement... results) {
    return Biases.of(
        new Evidence(
            TestEvidence.files("rows"),
            new Evaluation(
                List.of(results),
                List.of(),
                List.of(),
                List.of(),
                100,
                50,
                100,
                List.of("died"),
                1,
                groups,
                List.of(),
                List.of(),
                List.of()),
            List.of()));
  }

  @Test
  void theGroupOfEachColumnThatChangedMostIsNamed() {
    assertThat(
            biases(
                List.of(
                    GroupFinding.share("sex", "women", 0.55, 0.56),
                    GroupFinding.share("age", "under 25", 0.03, 0.01),
                    GroupFinding.share("age", "25 and more", 0.97, 0.98),
                    new GroupFinding("sex", "women", "died", null, null, 0.2, 0.3, 0.1, 0.1))))
        .containsExactly(
            "Skews of the source are learned like everything else in it.",
            "Of the groups of sex, the share of women is changed most: 0.550 of the real rows, 0.560"
                + " of the synthetic ones.",
            "Of the groups of age, the share of under 25 is changed most: 0.030 of the real rows,"
                + " 0.010 of the synthetic ones.");
  }

  @Test
  void whatWasMeasuredStandsWithItsIntervalAndReference() {
    assertThat(
            biases(
                List.of(),
                new Measurement(Metric.REPRESENTATION, null, Outcome.of(0.33, null)),
                new Measurement(
                    Metric.DEMOGRAPHIC_PARITY_DIFFERENCE,
                    "died",
                    Outcome.of(0.061, 0.055, new Interval(0.02, 0.1))),
                new Measurement(Metric.CATEGORY_COVERAGE, null, Outcome.of(0.77, 0.94)),
                new Measurement(Metric.COLUMN_SHAPES, null, Outcome.of(0.5, 0.9))))
        .containsExactly(
            "Skews of the source are learned like everything else in it.",
            "fairness.representation: 0.330.",
            "fairness.demographic-parity-difference[died]: 0.061 (0.020 to 0.100); reference 0.055.",
            "coverage.category-coverage: 0.770; reference 0.940.");
  }

  @Test
  void whatWasNotMeasuredIsSaidOnce() {
    var none = new Outcome.NotComputed(Reason.ProtectedColumnMissing, "no column is declared");

    assertThat(
            biases(
                List.of(),
                new Measurement(Metric.REPRESENTATION, null, none),
                new Measurement(Metric.DEMOGRAPHIC_PARITY_DIFFERENCE, null, none)))
        .containsExactly(
            "Skews of the source are learned like everything else in it.",
            "Not measured over groups: no column is declared.");
  }
}
