package dev.syntheticdata.worker.evaluation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  @Test
  void trialsOnRowsOfTheirOwnAreIndependent() {
    assertThat(Repeats.factor(List.of(new int[] {4, -1, 7}, new int[] {4, 9}))).isEqualTo(1);
    assertThat(Repeats.factor(List.of(new int[] {-1, -1}, new int[0]))).isEqualTo(1);
  }

  @Test
  void trialsOnOneRowCountAsOne() {
    assertThat(Repeats.factor(List.of(new int[] {4, 4, 4}, new int[] {-1}))).isEqualTo(3);
    assertThat(Repeats.factor(List.of(new int[] {4, 4, 4}, new int[] {7}))).isEqualTo(10.0 / 4);
  }

  /** Rows fall on either side by chance, and with them all that hangs on them. */
  @Test
  void theFactorIsThatOfTheVarianceOfWhatHangsOnRows() {
    var random = new Random(3);
    int[] hanging = IntStream.range(0, 200).map(row -> 1 + row % 7 * (row % 3)).toArray();
    int all = IntStream.of(hanging).sum();
    double squares = 0;
    int draws = 20_000;
    for (int draw = 0; draw < draws; draw++) {
      double difference = 0;
      for (int number : hanging) {
        difference += random.nextBoolean() ? number : -number;
      }
      squares += difference * difference;
    }
    int[] rows =
        IntStream.range(0, hanging.length)
            .flatMap(row -> IntStream.range(0, hanging[row]).map(i -> row))
            .toArray();

    double factor = Repeats.factor(List.of(rows));
    assertThat(factor).isGreaterThan(3);
    assertThat(squares / draws / all).isCloseTo(factor, within(0.05 * factor));
  }

  @Test
  void repeatedSuccessesWidenTheInterval() {
    var once = new AttackFinding(Metric.SINGLING_OUT_RISK, null, 112, 28, 112, 11, 0.0, 1, 1);
    var often = new AttackFinding(Metric.SINGLING_OUT_RISK, null, 112, 28, 112, 11, 0.0, 1, 3);

    assertThat(Risk.of(once).low()).isPositive();
    assertThat(Risk.of(often).low()).isNegative();
    assertThat(Risk.of(often).high()).isGreaterThan(Risk.of(once).high());
  }

  @Test
  void theIntervalOfTheSurestOfManyIsWiderThanThatOfOne() {
    var alone = new AttackFinding(Metric.INFERENCE_RISK, "a", 2000, 1531, 2000, 1430, 0.5);

    assertThat(Risk.of(alone.among(14)).low()).isLessThan(Risk.of(alone).low());
  }
}
