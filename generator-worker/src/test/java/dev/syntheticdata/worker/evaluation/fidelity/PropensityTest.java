package dev.syntheticdata.worker.evaluation.fidelity;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static dev.syntheticdata.worker.evaluation.TestTables.shuffled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PropensityTest {

  private static final Table REAL = clinic(1000, 1);

  private static Measurement measure(Table synthetic, Metric metric) {
    return new Evaluator()
        .evaluate(new EvaluationInput(REAL, null, synthetic, List.of(), 1))
        .results(metric)
        .get(0);
  }

  @Test
  void rowsThatAreTheSameCannotBeTold() {
    assertThat(measure(REAL, Metric.PMSE).value()).isCloseTo(0, within(1e-6));
  }

  /** Both tables vary, the reference lets only one vary: the mean of the ratio is 1 / (1 - c). */
  @Test
  void freshRowsReachTwiceTheReferenceOnAverage() {
    double mean =
        LongStream.range(2, 14)
            .mapToDouble(seed -> measure(clinic(1000, seed), Metric.PMSE_RATIO).value())
            .average()
            .orElseThrow();

    assertThat(mean).isBetween(1.5, 2.6);
  }

  @Test
  void independentColumnsAreFoundByTheirProducts() {
    assertThat(measure(shuffled(REAL, 2), Metric.PMSE_RATIO).value()).isGreaterThan(10);
  }

  @Test
  void fewRowsSayNothing() {
    assertThat(measure(clinic(99, 2), Metric.PMSE).reason()).startsWith("TooFewRows");
  }
}
