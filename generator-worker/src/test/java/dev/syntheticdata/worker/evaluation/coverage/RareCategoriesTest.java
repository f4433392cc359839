package dev.syntheticdata.worker.evaluation.coverage;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RareCategoriesTest {

  private static final Table REAL = codes(970, 8, 8, 10, 4);

  /** So many rows of the labels c0, c1, ... */
  private static Table codes(int... counts) {
    var labels = new ArrayList<String>();
    for (int code = 0; code < counts.length; code++) {
      for (int i = 0; i < counts[code]; i++) {
        labels.add("c" + code);
      }
    }
    return table().labels("code", labels.toArray(String[]::new)).build();
  }

  private static Evaluation evaluate(Table synthetic) {
    return new Evaluator().evaluate(new EvaluationInput(REAL, null, synthetic, List.of(), 1));
  }

  private static Outcome.Computed outcome(Table synthetic, Metric metric) {
    return (Outcome.Computed) evaluate(synthetic).results(metric).get(0).outcome();
  }

  @Test
  void onlyCategoriesBelowOnePercentAndOfFiveRowsCount() {
    // c3 has a share of one percent, c4 too few rows to be kept: c1 and c2 are left.
    assertThat(outcome(codes(990, 10), Metric.RARE_CATEGORY_RECALL).value()).isEqualTo(0.5);
    assertThat(outcome(codes(990, 4, 8), Metric.RARE_CATEGORY_RECALL).value()).isEqualTo(1);
  }

  @Test
  void massIsTheShareOverTheShareWantedUpToTwice() {
    assertThat(outcome(codes(1000 - 4 - 80, 4, 80), Metric.RARE_CATEGORY_MASS).value())
        .isCloseTo((0.5 + 2) / 2, within(1e-6));
  }

  @Test
  void theReferenceIsWhatASampleOfThatSizeHolds() {
    double share = 0.008;
    assertThat(outcome(codes(100), Metric.RARE_CATEGORY_RECALL).reference())
        .isCloseTo(1 - Math.pow(1 - share, 100), within(1e-6));
  }

  @Test
  void withoutRareCategoriesThereIsNothingToCover() {
    var real = codes(500, 500);
    var outcome =
        new Evaluator()
            .evaluate(new EvaluationInput(real, null, real, List.of(), 1))
            .results(Metric.RARE_CATEGORY_MASS)
            .get(0);
    assertThat(outcome.value()).isNull();
    assertThat(outcome.reason()).startsWith("NotApplicable");
  }

  @Test
  void theExpectedMassIsThatOfManySamples() {
    var random = new Random(3);
    double share = 0.004;
    int rows = 500;
    double sum = 0;
    int samples = 20_000;
    for (int i = 0; i < samples; i++) {
      int count = 0;
      for (int row = 0; row < rows; row++) {
        count += random.nextDouble() < share ? 1 : 0;
      }
      sum += Math.min(count / (share * rows), 2);
    }
    assertThat(Rarity.cappedMass(share, rows, 2)).isCloseTo(sum / samples, within(0.015));
    assertThat(Rarity.cappedMass(0.5, 10_000, 2)).isEqualTo(1);
  }
}
