package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of few rows, of which no order of magnitude alone stands out from the noise. */
class SmallTableTest {

  private static final int SEEDS = 200;

  private static PrivateMarginalsModel fit(Table source, PrivacyOptions privacy, long seed) {
    return new MarginalsFit(
            source, FitOptions.seeded(1).withPrivacy(privacy), ExactRandom.repeatable(seed))
        .fit();
  }

  /** How many columns of these have values. */
  private static long withValues(PrivateMarginalsModel model, String... names) {
    return Arrays.stream(names)
        .filter(
            name ->
                model.limitations().stream()
                    .filter(limit -> limit.startsWith("No value stands out"))
                    .noneMatch(limit -> limit.contains("'" + name + "'")))
        .count();
  }

  private static Table visits(long seed, int people) {
    var random = new Random(seed);
    return Rows.table(
        "person,ward,weight",
        6 * people,
        i ->
            String.format(
                Locale.ROOT,
                "p%d,%s,%.1f",
                i % people,
                i % 2 == 0 ? "east" : "west",
                60 + 10 * random.nextGaussian()));
  }

  /** With single cells alone it was 163 and 60 of 200. */
  @ParameterizedTest
  @CsvSource({"100, 190", "80, 140"})
  void peopleOfSixRowsHaveWeights(int people, long atLeast) {
    var privacy = new PrivacyOptions(5, 1e-6, "person", 6, Map.of());

    long fits =
        LongStream.range(0, SEEDS)
            .map(seed -> withValues(fit(visits(seed, people), privacy, seed), "weight"))
            .sum();

    assertThat(fits).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void valuesAreNotFarFromThoseOfTheSource() {
    var privacy = new PrivacyOptions(5, 1e-6, "person", 6, Map.of());

    double[] weights =
        LongStream.range(0, SEEDS)
            .mapToObj(seed -> fit(visits(seed, 100), privacy, seed).generate(0, 100, 1))
            .flatMapToDouble(rows -> Arrays.stream(rows.column("weight").numbers()))
            .filter(weight -> !Double.isNaN(weight))
            .toArray();

    assertThat(weights).hasSizeGreaterThan(SEEDS * 100 / 2);
    assertThat(Arrays.stream(weights).min().orElseThrow()).isGreaterThanOrEqualTo(20);
    assertThat(Arrays.stream(weights).max().orElseThrow()).isLessThanOrEqualTo(128);
    assertThat(Arrays.stream(weights).average().orElseThrow()).isBetween(58.0, 62.0);
  }

  /** With single cells alone about half of the columns had none. */
  @Test
  void twelveHundredRowsOfSixColumnsHaveValues() {
    var privacy = new PrivacyOptions(3, 1e-6, null, 1, Map.of());
    int seeds = SEEDS / 4;

    long columns = 0;
    for (long seed = 0; seed < seeds; seed++) {
      var random = new Random(seed);
      Table source =
          Rows.table(
              "weight,age,dose,at,day,cost",
              1_200,
              i ->
                  String.format(
                      Locale.ROOT,
                      "%.1f,%d,%.3f,%02d:%02d,%s,%d",
                      60 + 10 * random.nextGaussian(),
                      random.nextInt(100),
                      Math.exp(2 * random.nextGaussian()),
                      random.nextInt(24),
                      random.nextInt(60),
                      LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9_000)),
                      (int) Math.exp(4 + 2 * random.nextGaussian())));
      columns +=
          withValues(fit(source, privacy, seed), "weight", "age", "dose", "at", "day", "cost");
    }

    assertThat(columns).isGreaterThanOrEqualTo(6L * seeds * 9 / 10);
  }

  @Test
  void timesOfAWorkingDayAreFound() {
    var privacy = new PrivacyOptions(3, 1e-6, null, 1, Map.of());

    long fits =
        LongStream.range(0, SEEDS)
            .map(
                seed -> {
                  var random = new Random(seed);
                  Table source =
                      Rows.table(
                          "at,kind",
                          600,
                          i ->
                              "%02d:%02d,%s"
                                  .formatted(
                                      8 + random.nextInt(9),
                                      random.nextInt(60),
                                      i % 2 == 0 ? "a" : "b"));
                  return withValues(fit(source, privacy, seed), "at");
                })
            .sum();

    assertThat(fits).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
  }
}
