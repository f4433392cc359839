package dev.syntheticdata.worker.evaluation;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JackknifeTest {

  private static double share(Table table) {
    return Arrays.stream(table.columns().get(0).numbers()).average().orElseThrow();
  }

  private static Table coins(int rows, long seed) {
    var random = new Random(seed);
    double[] coins = new double[rows];
    Arrays.setAll(coins, i -> random.nextDouble() < 0.3 ? 1 : 0);
    return table().numbers("coin", coins).build();
  }

  private static Interval interval(int rows, long seed) {
    var real = coins(rows, seed);
    var synthetic = coins(rows, seed + 1_000);
    var context = EvaluationContext.of(new EvaluationInput(real, null, synthetic, List.of(), seed));
    var spread =
        new Jackknife(
            context,
            c -> Map.of(Metric.COLUMN_SHAPES, 0.5 + share(c.train()) - share(c.synthetic())));
    return spread.interval(Metric.COLUMN_SHAPES, 0.5 + share(real) - share(synthetic));
  }

  /** The difference of two shares is 0: 0.5 here. A 95 % interval misses it 1 time in 20. */
  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    long held =
        LongStream.range(0, 300)
            .filter(
                seed -> {
                  var interval = interval(400, seed);
                  return interval.low() <= 0.5 && 0.5 <= interval.high();
                })
            .count();

    assertThat(held).isBetween(273L, 297L);
  }

  @Test
  void aboveItsSampleItScalesWithTheRows() {
    double ofSample =
        LongStream.range(0, 20).mapToDouble(s -> width(interval(5_000, s))).average().orElseThrow();
    double ofMore =
        LongStream.range(0, 20)
            .mapToDouble(s -> width(interval(80_000, s)))
            .average()
            .orElseThrow();

    assertThat(ofSample / ofMore).isBetween(3.0, 5.3);
  }

  private static double width(Interval interval) {
    return interval.high() - interval.low();
  }

  @Test
  void fewRowsHaveNone() {
    assertThat(interval(99, 1)).isNull();
  }

  @Test
  void theSameSeedGivesTheSame() {
    assertThat(interval(500, 3)).isEqualTo(interval(500, 3));
  }

  /** A value of each entity, repeated in all its rows. */
  private static Table entities(int count, int rows, long seed) {
    var random = new Random(seed);
    double[] who = new double[count * rows];
    double[] value = new double[count * rows];
    for (int i = 0; i < who.length; i++) {
      who[i] = i / rows;
      value[i] = i % rows == 0 ? 0.25 + 0.05 * random.nextGaussian() : value[i - 1];
    }
    return table().numbers("value", value).numbers("who", who).build();
  }

  private static Interval interval(int count, int rows, long seed) {
    var real = entities(count, rows, seed);
    var synthetic = entities(count, rows, seed + 1_000);
    var input = new EvaluationInput(real, null, synthetic, List.of(), seed).withEntity("who");
    return new Jackknife(
            EvaluationContext.of(input),
            c -> Map.of(Metric.COLUMN_SHAPES, 0.5 + share(c.train()) - share(c.synthetic())))
        .interval(Metric.COLUMN_SHAPES, 0.5 + share(real) - share(synthetic));
  }

  /** A deviation of 0.05, of two times 20 entities: 2 times 2.26 errors of 0.0158. */
  @Test
  void theIntervalCountsEntitiesHoweverManyRowsEachHas() {
    double width =
        LongStream.range(0, 20)
            .mapToDouble(seed -> width(interval(20, 6_000, seed)))
            .average()
            .orElseThrow();

    assertThat(width).isBetween(0.055, 0.09);
  }

  @Test
  void fewEntitiesHaveNone() {
    assertThat(interval(19, 100, 1)).isNull();
    assertThat(interval(20, 100, 1)).isNotNull();
  }
}
