package dev.syntheticdata.worker.synthesizer.trees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.table.Table;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conditions on columns that are drawn in parts hold for the whole value, and change no more. */
class ConditionedPartsTest {

  private static final int DRAWN = 4_000;
  private static final long DAY = 86_400_000L;
  private static final LocalDate START = LocalDate.of(2020, 1, 6);

  private static SynthesizerModel model;
  private static Table free;

  /** Nights begin at 20 h, days at 8 h; visits are on working days. */
  @BeforeAll
  static void fit() {
    var random = new Random(7);
    var source =
        Rows.table(
            "at,shift,visit",
            4_000,
            i -> {
              boolean night = random.nextInt(3) == 0;
              int hour = (night ? 20 + random.nextInt(8) : 8 + random.nextInt(8)) % 24;
              var at = START.plusDays(random.nextInt(120));
              var visit = START.plusDays(7L * random.nextInt(150) + random.nextInt(5));
              return "%sT%02d:%02d:00,%s,%s"
                  .formatted(at, hour, 10 * random.nextInt(6), night ? "night" : "day", visit);
            });
    model = new AutoregressiveTreesSynthesizer().fit(source, FitOptions.seeded(1).withLeafRows(50));
    // So many that the range has about 2,800 of them: chance alone is a distance of .04.
    free = model.generate(0, 120_000, 5);
  }

  private static RowConditions where(String column, String least, String greatest) {
    return new RowConditions(null, null, List.of(new RowFilter(column, null, least, greatest)));
  }

  private static long millis(String day, int hour, int minute) {
    return LocalDate.parse(day).toEpochDay() * DAY + (hour * 60L + minute) * 60_000;
  }

  private static double[] shares(Table table, int[] rows, int cells, IntFunction<Integer> cell) {
    var shares = new double[cells];
    for (int row : rows) {
      shares[cell.apply(row)] += 1.0 / rows.length;
    }
    return shares;
  }

  private static int[] rows(Table table, String column, double least, double greatest) {
    double[] values = table.column(column).numbers();
    return IntStream.range(0, values.length)
        .filter(row -> values[row] >= least && values[row] <= greatest)
        .toArray();
  }

  private static void assertAlike(double[] shares, double[] others) {
    double distance =
        IntStream.range(0, shares.length).mapToDouble(i -> Math.abs(shares[i] - others[i])).sum()
            / 2;
    assertThat(distance).as(Arrays.toString(shares) + Arrays.toString(others)).isLessThan(0.06);
  }

  @Test
  void aRangeOfDateTimesHoldsToTheMinute() {
    long least = millis("2020-02-03", 20, 30);
    long greatest = millis("2020-02-07", 7, 10);

    var drawn =
        ConditionedModel.of(model, where("at", "2020-02-03T20:30:00", "2020-02-07T07:10:00"))
            .generate(0, DRAWN, 9);

    double[] at = drawn.column("at").numbers();
    assertThat(Arrays.stream(at).min().getAsDouble()).isGreaterThanOrEqualTo(least);
    assertThat(Arrays.stream(at).max().getAsDouble()).isLessThanOrEqualTo(greatest);
    int[] all = IntStream.range(0, DRAWN).toArray();
    int[] same = rows(free, "at", least, greatest);
    double[] freeAt = free.column("at").numbers();
    // Days and hours as in the free rows of that range.
    assertAlike(
        shares(free, same, 5, row -> (int) ((freeAt[row] - millis("2020-02-03", 0, 0)) / DAY)),
        shares(drawn, all, 5, row -> (int) ((at[row] - millis("2020-02-03", 0, 0)) / DAY)));
    assertAlike(
        shares(free, same, 24, row -> (int) (freeAt[row] % DAY / 3_600_000)),
        shares(drawn, all, 24, row -> (int) (at[row] % DAY / 3_600_000)));
  }

  @Test
  void aRangeOfDaysKeepsItsWeekdays() {
    var drawn =
        ConditionedModel.of(model, where("visit", "2020-03-04", "2020-04-17"))
            .generate(0, DRAWN, 9);

    double[] visit = drawn.column("visit").numbers();
    assertThat(Arrays.stream(visit).min().getAsDouble())
        .isGreaterThanOrEqualTo(LocalDate.parse("2020-03-04").toEpochDay());
    assertThat(Arrays.stream(visit).max().getAsDouble())
        .isLessThanOrEqualTo(LocalDate.parse("2020-04-17").toEpochDay());
    assertThat(
            Arrays.stream(visit)
                .mapToObj(day -> LocalDate.ofEpochDay((long) day).getDayOfWeek())
                .filter(day -> day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY)
                .count())
        .isLessThan(DRAWN / 25);
  }

  @Test
  void rowsDoNotDependOnHowTheyAreCut() {
    var asked =
        new RowConditions(
            List.of(new FixedColumn("shift", "night")),
            null,
            List.of(new RowFilter("at", null, "2020-02-03T20:30:00", "2020-02-07T07:10:00")));
    var conditioned = ConditionedModel.of(model, asked);

    var whole = conditioned.generate(0, 900, 4);
    var part = conditioned.generate(500, 400, 4);

    assertThat(part.column("at").numbers())
        .isEqualTo(Arrays.copyOfRange(whole.column("at").numbers(), 500, 900));
    assertThat(part.column("visit").numbers())
        .isEqualTo(Arrays.copyOfRange(whole.column("visit").numbers(), 500, 900));
  }
}
