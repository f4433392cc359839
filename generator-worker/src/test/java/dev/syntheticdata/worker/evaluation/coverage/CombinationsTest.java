package dev.syntheticdata.worker.evaluation.coverage;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinationsTest {

  /** Rows of 20 for each bit of {@code kinds} that is set: the bits of its position are labels. */
  private static Table bits(int... kinds) {
    var columns = new String[3][kinds.length * 20];
    for (int row = 0; row < columns[0].length; row++) {
      for (int column = 0; column < 3; column++) {
        columns[column][row] = (kinds[row / 20] >> column & 1) == 0 ? "no" : "yes";
      }
    }
    return table().labels("a", columns[0]).labels("b", columns[1]).labels("c", columns[2]).build();
  }

  private static Outcome.Computed outcome(Table real, Table synthetic, Metric metric) {
    return (Outcome.Computed)
        new Evaluator()
            .evaluate(new EvaluationInput(real, null, synthetic, List.of(), 1))
            .results(metric)
            .get(0)
            .outcome();
  }

  @Test
  void halfOfTheTriplesCanHoldAllPairs() {
    var all = bits(0, 1, 2, 3, 4, 5, 6, 7);
    var even = bits(0, 3, 5, 6);

    assertThat(outcome(all, even, Metric.COMBINATION_COVERAGE_2WAY).value()).isEqualTo(1);
    assertThat(outcome(all, even, Metric.COMBINATION_COVERAGE_3WAY).value()).isEqualTo(0.5);
  }

  @Test
  void theColumnsOfWhichMostIsMissingAreTold() {
    var findings =
        new Evaluator()
            .evaluate(
                new EvaluationInput(
                    bits(0, 1, 2, 3, 4, 5, 6, 7), null, bits(0, 1, 4), List.of(), 1))
            .coverage(CoverageFinding.Combinations.class);

    // Of a and c all but one, of pairs with b, which is always no, half or less.
    assertThat(findings.get(0).found()).isEqualTo(3 + 2 + 2);
    assertThat(findings.get(0).wanted()).isEqualTo(12);
    assertThat(findings.get(0).lowest())
        .containsExactly(
            new CoverageFinding.ColumnSet(List.of("a", "b"), 4, 2),
            new CoverageFinding.ColumnSet(List.of("b", "c"), 4, 2),
            new CoverageFinding.ColumnSet(List.of("a", "c"), 4, 3));
  }

  @Test
  void combinationsThatTheRealTableHasNotGainNothing() {
    var even = bits(0, 3, 5, 6);

    assertThat(outcome(even, bits(0, 1, 2, 4), Metric.COMBINATION_COVERAGE_3WAY).value())
        .isEqualTo(0.25);
  }

  @Test
  void aSmallTableIsReadAgainstWhatItCanHold() {
    var all = bits(0, 1, 2, 3, 4, 5, 6, 7);
    var eight = all.select(new int[] {0, 20, 40, 60, 80, 100, 120, 140});

    var outcome = outcome(all, eight, Metric.COMBINATION_COVERAGE_3WAY);

    assertThat(outcome.value()).isEqualTo(1);
    assertThat(outcome.reference()).isBetween(0.6, 0.7);
  }
}
