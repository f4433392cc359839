package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Columns of few rows, of which no order of magnitude alone stands out from the noise. */
class SmallTableTest {

  private static final int SEEDS = 200;

  /** In how many of the fits a column of the table has values. */
  private static long withValues(LongFunction<Table> source, PrivacyOptions privacy, String name) {
    return LongStream.range(0, SEEDS)
        .filter(
            seed ->
                new MarginalsFit(
                        source.apply(seed),
                        FitOptions.seeded(1).withPrivacy(privacy),
                        ExactRandom.repeatable(seed))
                    .fit().limitations().stream()
                        .noneMatch(
                            limit ->
                                limit.startsWith("No value stands out")
                                    && limit.contains("'" + name + "'")))
        .count();
  }

  @Test
  void aHundredPeopleOfSixRowsHaveWeights() {
    var privacy = new PrivacyOptions(5, 1e-6, "person", 6, Map.of());

    long fits =
        withValues(
            seed -> {
              var random = new Random(seed);
              return Rows.table(
                  "person,ward,weight",
                  600,
                  i ->
                      String.format(
                          Locale.ROOT,
                          "p%d,%s,%.1f",
                          i % 100,
                          i % 2 == 0 ? "east" : "west",
                          60 + 10 * random.nextGaussian()));
            },
            privacy,
            "weight");

    assertThat(fits).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
  }

  @Test
  void timesOfAWorkingDayAreFound() {
    var privacy = new PrivacyOptions(3, 1e-6, null, 1, Map.of());

    long fits =
        withValues(
            seed -> {
              var random = new Random(seed);
              return Rows.table(
                  "at,kind",
                  600,
                  i ->
                      "%02d:%02d,%s"
                          .formatted(
                              8 + random.nextInt(9), random.nextInt(60), i % 2 == 0 ? "a" : "b"));
            },
            privacy,
            "at");

    assertThat(fits).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
  }
}
