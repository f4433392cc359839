package dev.syntheticdata.worker.evaluation.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.Outcome;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {

  private static final int DRAWS = 20_000;

  /**
   * Intervals hold the truth as often as they say, also where nearly all attacks succeed, and where
   * they are widened for being one of many.
   */
  @ParameterizedTest(name = "{0} targets, control {1}, risk {2}, one of {3}")
  @CsvSource({
    "758, 0.05, 0, 1",
    "758, 0.5, 0, 1",
    "758, 0.9, 0, 1",
    "758, 0.95, 0, 14",
    "2000, 0.85, 0, 14",
    "2000, 0.85, 0.3, 1",
    "500, 0.1, 0.5, 14"
  })
  void theTruthIsWithinTheInterval(int targets, double control, double risk, int comparisons) {
    var random = new Well19937c(5);
    var attacks = new BinomialDistribution(random, targets, control + risk * (1 - control));
    var controls = new BinomialDistribution(random, targets, control);
    int below = 0;
    int above = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      var found =
          Risk.of(
              new AttackFinding(
                      Metric.INFERENCE_RISK,
                      null,
                      targets,
                      attacks.sample(),
                      targets,
                      controls.sample(),
                      null)
                  .among(comparisons));
      below += risk < found.low() ? 1 : 0;
      above += risk > found.high() ? 1 : 0;
    }

    double expected = DRAWS * 0.025 / comparisons;
    double chance = 4 * Math.sqrt(expected);
    assertThat((double) below).isLessThan(1.1 * expected + chance);
    assertThat((double) above).isLessThan(1.25 * expected + chance);
  }

  @Test
  void whereAllControlsAreGuessedNothingIsShown() {
    var risk = Risk.of(new AttackFinding(Metric.INFERENCE_RISK, null, 500, 500, 500, 500, null));

    assertThat(risk.low()).isNegative();
    assertThat(((Outcome.Computed) risk.outcome()).value()).isZero();
  }

  @Test
  void anAttackThatAlwaysSucceedsHasAnIntervalToOne() {
    var risk = Risk.of(new AttackFinding(Metric.INFERENCE_RISK, null, 500, 500, 500, 250, null));

    assertThat(risk.low()).isBetween(0.9, 1.0);
    assertThat(risk.high()).isEqualTo(1);
  }
}
