package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.synthesizer.StandardNormal;
import dev.syntheticdata.worker.synthesizer.marginals.ExactRandom.Variance;
import dev.syntheticdata.worker.synthesizer.marginals.StandingOut.Run;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Counts with noise of a hundred rows; a cell stands out alone with somewhat over 500. */
class StandingOutTest {

  private static final int CELLS = 420;
  private static final double SIGMA = 100;
  private static final double STRAY = 1e-4;

  /** Rows from a cell on, and none elsewhere. */
  private static long[] counts(int from, long... rows) {
    var counts = new long[CELLS];
    System.arraycopy(rows, 0, counts, from, rows.length);
    return counts;
  }

  @Test
  void whereCellsStandOutAloneTheyAreTheRuns() {
    var counts = counts(200, 900, 4_000, 0, 800);

    assertThat(StandingOut.of(counts, SIGMA, STRAY))
        .containsExactly(new Run(200, 201, 900), new Run(201, 202, 4_000), new Run(203, 204, 800));
  }

  @Test
  void cellsTooSmallAloneStandOutTogetherWhereverTheyBegin() {
    assertThat(StandingOut.of(counts(200, 450, 450), SIGMA, STRAY))
        .containsExactly(new Run(200, 202, 900));
    assertThat(StandingOut.of(counts(201, 450, 450), SIGMA, STRAY))
        .containsExactly(new Run(201, 203, 900));
    assertThat(StandingOut.of(counts(0, 300, 300, 300, 300), SIGMA, STRAY))
        .containsExactly(new Run(0, 4, 1_200));
    assertThat(StandingOut.of(counts(CELLS - 4, 300, 300, 300, 300), SIGMA, STRAY))
        .containsExactly(new Run(CELLS - 4, CELLS, 1_200));
  }

  @Test
  void aRunDoesNotReachBeyondItsRows() {
    // Three runs of eight cells, and more, have all of these.
    assertThat(StandingOut.of(counts(200, 350, 350, 350, 350, 350), SIGMA, STRAY))
        .containsExactly(new Run(200, 205, 1_750));
  }

  @Test
  void besideOneThatStandsOutNoLongerOneDoesByTheSameRows() {
    assertThat(StandingOut.of(counts(200, 100, 5_000, 100), SIGMA, STRAY))
        .containsExactly(new Run(201, 202, 5_000));
  }

  @Test
  void runsAreLookedForOnlyBeyondTheCellsThatStandOutAlone() {
    assertThat(StandingOut.of(counts(200, 5_000, 450, 450), SIGMA, STRAY))
        .containsExactly(new Run(200, 201, 5_000), new Run(201, 203, 900));
    assertThat(StandingOut.of(counts(200, 450, 450, 5_000), SIGMA, STRAY))
        .containsExactly(new Run(200, 202, 900), new Run(202, 203, 5_000));
    assertThat(StandingOut.of(counts(200, 5_000, 450, 450, 5_000), SIGMA, STRAY))
        .containsExactly(new Run(200, 201, 5_000), new Run(203, 204, 5_000));
  }

  /** Of a thousand columns without rows, with a probability for which a thousand are enough. */
  @Test
  void withoutRowsNoMoreStandsOutThanWasAskedFor() {
    double stray = 0.05;
    int columns = 1_000;
    var variance = Variance.atLeast(SIGMA * SIGMA);

    long strays =
        LongStream.range(0, columns)
            .filter(
                seed -> {
                  var random = ExactRandom.repeatable(seed);
                  var noise = new long[CELLS];
                  Arrays.setAll(noise, i -> random.gaussian(variance));
                  return !StandingOut.of(noise, variance.sigma(), stray).isEmpty();
                })
            .count();

    // Runs overlap, so that it is less than the sum of their probabilities; single cells do not.
    assertThat(strays / (double) columns).isBetween(0.8 * stray, stray);
  }

  /** What single cells alone would give with all of the probability. */
  @Test
  void farFromTheRowsNoMoreStandsOutThanOfSingleCells() {
    double stray = 0.05;
    var variance = Variance.atLeast(SIGMA * SIGMA);
    double alone = -StandardNormal.quantile(stray / CELLS) * variance.sigma();
    long now = 0;
    long before = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      var random = ExactRandom.repeatable(seed);
      var noisy = counts(200, 300, 400, 900, 4_000, 900, 400, 300);
      Arrays.setAll(noisy, i -> noisy[i] + random.gaussian(variance));
      var runs = StandingOut.of(noisy, variance.sigma(), stray);
      now += runs.get(0).from() < 190 || runs.get(runs.size() - 1).to() > 217 ? 1 : 0;
      for (int i = 0; i < CELLS; i++) {
        if ((i < 190 || i >= 217) && noisy[i] >= alone) {
          before++;
          break;
        }
      }
    }

    assertThat(before).isGreaterThan(0);
    assertThat(now).isLessThanOrEqualTo(before);
  }
}
