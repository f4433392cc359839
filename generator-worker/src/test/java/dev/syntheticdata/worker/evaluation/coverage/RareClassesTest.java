package dev.syntheticdata.worker.evaluation.coverage;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.evaluation.TestTables;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RareClassesTest {

  /** Three in a hundred are defects, and seen from pressure and heat together. */
  private static Table parts(int rows, double defects, long seed) {
    var random = new Random(seed);
    double[] pressure = new double[rows];
    double[] heat = new double[rows];
    var state = new String[rows];
    for (int i = 0; i < rows; i++) {
      boolean defect = random.nextDouble() < defects;
      pressure[i] = (defect ? 2.5 : 0) + random.nextGaussian();
      heat[i] = (defect ? 2.5 : 0) + random.nextGaussian();
      state[i] = defect ? "defect" : random.nextBoolean() ? "good" : "fair";
    }
    return table()
        .numbers("pressure", pressure)
        .numbers("heat", heat)
        .labels("state", state)
        .build();
  }

  private static Evaluation evaluate(Table synthetic, Table holdout, double defects) {
    return new Evaluator()
        .evaluate(
            new EvaluationInput(parts(2000, defects, 1), holdout, synthetic, List.of("state"), 1));
  }

  private static Outcome outcome(Evaluation evaluation) {
    return evaluation.results(Metric.RARE_CLASS_RECALL).get(0).outcome();
  }

  @Test
  void aModelOfRowsThatKeepARareClassFindsIt() {
    var good = evaluate(parts(2000, 0.03, 3), parts(1500, 0.03, 2), 0.03);
    var recall = (Outcome.Computed) outcome(good);

    assertThat(recall.reference()).isGreaterThan(0.5);
    assertThat(recall.value()).isGreaterThan(recall.reference() - 0.15);
    assertThat(recall.interval().low()).isLessThan(recall.value());
    assertThat(good.coverage(CoverageFinding.RareClass.class))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.label()).isEqualTo("defect");
              assertThat(one.real()).isBetween(0.02, 0.04);
              assertThat(one.synthetic()).isBetween(0.02, 0.04);
              assertThat(one.recallReal()).isCloseTo(recall.reference(), within(1e-6));
              assertThat(one.recallSynthetic()).isCloseTo(recall.value(), within(1e-6));
            });
  }

  @Test
  void oneOfRowsThatLoseWhatSetsItApartDoesNot() {
    var shuffled = TestTables.shuffled(parts(2000, 0.03, 3), 4);
    var recall = (Outcome.Computed) outcome(evaluate(shuffled, parts(1500, 0.03, 2), 0.03));

    assertThat(recall.value()).isLessThan(0.25);
    assertThat(recall.interval().high()).isLessThan(recall.reference());
  }

  @Test
  void aTargetWithoutRareClassesAndAHoldoutWithoutTheirRowsHaveNone() {
    assertThat(outcome(evaluate(parts(500, 0.3, 3), parts(500, 0.3, 2), 0.3)))
        .isInstanceOfSatisfying(
            Outcome.NotComputed.class,
            missing -> assertThat(missing.reason()).isEqualTo(Reason.NotApplicable));
    assertThat(outcome(evaluate(parts(2000, 0.03, 3), parts(100, 0.03, 2), 0.03)))
        .isInstanceOfSatisfying(
            Outcome.NotComputed.class,
            missing -> assertThat(missing.reason()).isEqualTo(Reason.TooFewRows));
  }
}
