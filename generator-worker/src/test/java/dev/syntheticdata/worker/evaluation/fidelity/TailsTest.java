package dev.syntheticdata.worker.evaluation.fidelity;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailsTest {

  private static double[] normal(long seed, DoubleUnaryOperator change) {
    var random = new Random(seed);
    return IntStream.range(0, 4000)
        .mapToDouble(i -> change.applyAsDouble(random.nextGaussian()))
        .toArray();
  }

  private static Table columns(double[] first, double[] second) {
    return table().numbers("first", first).numbers("second", second).build();
  }

  private static Outcome.Computed outcome(Table real, Table synthetic, Metric metric) {
    return (Outcome.Computed)
        new Evaluator()
            .evaluate(new EvaluationInput(real, null, synthetic, List.of(), 1))
            .results(metric)
            .get(0)
            .outcome();
  }

  /** numpy.quantile([1, 2, 4, 8, 16], [0.01, 0.95]) of NumPy 2.4. */
  @Test
  void quantilesAreLinearBetweenValues() {
    double[] sorted = {1, 2, 4, 8, 16};
    assertThat(Tails.quantile(sorted, 0.01)).isCloseTo(1.04, within(1e-12));
    assertThat(Tails.quantile(sorted, 0.95)).isCloseTo(14.4, within(1e-12));
    assertThat(Tails.quantile(new double[] {7}, 0.99)).isEqualTo(7);
  }

  @Test
  void tailsThatAreCutOffAreFoundWhereTheyAreCut() {
    var real = columns(normal(1, v -> v), normal(2, v -> v));
    var cut = columns(normal(3, v -> Math.max(-1, Math.min(1, v))), normal(4, v -> v));

    // The quantiles of the normal lie at 2.326 and 1.645, those of the cut one at 1.
    double expected = ((2.326 - 1) + (1.645 - 1)) / 2 / (2 * 2.326);
    var worst = outcome(real, cut, Metric.TAIL_ERROR_WORST);
    assertThat(worst.value()).isCloseTo(expected, within(0.02));
    assertThat(outcome(real, cut, Metric.TAIL_ERROR).value()).isCloseTo(expected / 2, within(0.02));
    assertThat(worst.interval().low()).isGreaterThan(0.1);
  }

  @Test
  void theWorstColumnIsNamed() {
    var real = columns(normal(1, v -> v), normal(2, v -> v));
    var cut = columns(normal(3, v -> v), normal(4, v -> Math.min(1, v)));

    assertThat(notes(real, cut)).containsExactly("fidelity.tail-error-worst is that of second.");
    assertThat(notes(real, real)).isEmpty();
  }

  private static List<String> notes(Table real, Table synthetic) {
    return new Evaluator()
        .only(Set.of(Metric.TAIL_ERROR_WORST))
        .evaluate(new EvaluationInput(real, null, synthetic, List.of(), 1))
        .notes();
  }

  @Test
  void otherRowsOfTheSameKindHaveTheSameTails() {
    var real = columns(normal(1, v -> v), normal(2, v -> v));
    var fresh = columns(normal(3, v -> v), normal(4, v -> v));

    assertThat(outcome(real, fresh, Metric.TAIL_ERROR_WORST).value()).isLessThan(0.03);
    assertThat(outcome(real, real, Metric.TAIL_ERROR_WORST).value()).isZero();
  }
}
