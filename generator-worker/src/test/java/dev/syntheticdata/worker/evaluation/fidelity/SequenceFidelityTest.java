package dev.syntheticdata.worker.evaluation.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceFidelityTest {

  private static final SequenceColumns COLUMNS = new SequenceColumns("who", "day", null);

  private static Measurement measure(Table real, Table synthetic, Metric metric) {
    var input = new EvaluationInput(real, real, synthetic, List.of(), 1).withSequence(COLUMNS);
    return new Evaluator()
        .evaluate(input).results().stream()
            .filter(result -> result.metric() == metric)
            .findFirst()
            .orElseThrow();
  }

  private static Table rows(String... rows) {
    return Rows.table("who,day,mood,level", rows.length, i -> rows[i]);
  }

  /** By hand: lengths 1 and 3; days between 1 and 2; a to b and b to a; level 1, 2, 4. */
  private static final Table REAL = rows("A,1,a,1", "A,2,b,2", "A,4,a,4", "B,1,a,3");

  @Test
  void equalSequencesAreAlikeInEverything() {
    for (var metric : new SequenceFidelity().metrics()) {
      var outcome = (Outcome.Computed) measure(REAL, REAL, metric).outcome();
      assertThat(outcome.value()).as(metric.id()).isEqualTo(1);
      assertThat(outcome.reference()).as(metric.id()).isEqualTo(1);
    }
  }

  @Test
  void syntheticRowsThatAreNoSequencesAreNotComparedAndTheRestIs() {
    var timeless = rows("A,1,a,1", "A,,b,2", "B,1,a,3");

    assertThat(measure(REAL, timeless, Metric.COLUMN_SHAPES).value()).isNotNull();
    assertThat(measure(REAL, timeless, Metric.SEQUENCE_LENGTH).outcome())
        .isInstanceOfSatisfying(
            Outcome.NotComputed.class,
            missing ->
                assertThat(missing.message())
                    .contains("the synthetic table: the column 'day'", "no value in 1 rows"));
  }

  @Test
  void realRowsThatAreNoSequencesAreBadInput() {
    var timeless = rows("A,1,a,1", "A,,b,2", "B,1,a,3");

    assertThatThrownBy(() -> measure(timeless, REAL, Metric.COLUMN_SHAPES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("the real table: the column 'day'", "correct them");
  }

  @Test
  void lengthsAndTimesBetweenEventsAreCompared() {
    var longer = rows("A,1,a,1", "A,2,b,2", "A,3,a,4", "B,1,a,3", "B,2,a,3", "B,4,a,3");

    // Lengths {1, 3} against {3, 3}; gaps {1, 2} against {1, 1, 1, 2}.
    assertThat(measure(REAL, longer, Metric.SEQUENCE_LENGTH).value()).isEqualTo(0.5);
    assertThat(measure(REAL, longer, Metric.SEQUENCE_INTER_EVENT_TIME).value()).isEqualTo(0.75);
  }

  @Test
  void transitionsAreWeightedByWhereTheyBegin() {
    var other = rows("A,1,a,1", "A,2,b,2", "A,4,b,4", "B,1,a,1", "B,2,b,2", "B,4,b,4");

    // mood: from a to b as it is, from b never to a; level, each value a bin: 1 to 2, 2 to 4.
    assertThat(measure(REAL, other, Metric.SEQUENCE_TRANSITIONS).value()).isEqualTo((0.5 + 1) / 2);
  }

  /** Walks of ten steps near where each begins. */
  private static Table walks(boolean related) {
    var random = new Random(3);
    var level = new double[1];
    return Rows.table(
        "who,day,mood,level",
        4_000,
        i -> {
          level[0] =
              i % 10 == 0 || !related
                  ? 10 * random.nextGaussian()
                  : level[0] + random.nextGaussian();
          String mood = level[0] > 0 ? "up" : "down";
          return "W%d,%d,%s,%.3f".formatted(i / 10, i % 10, mood, level[0]);
        });
  }

  @Test
  void rowsDrawnEachByItselfAreNotAlikeInTime() {
    var related = walks(true);
    var unrelated = walks(false);

    assertThat(measure(related, unrelated, Metric.SEQUENCE_LENGTH).value()).isEqualTo(1);
    // The lags' correlations are about 1, and 0.
    assertThat(measure(related, unrelated, Metric.SEQUENCE_AUTOCORRELATION).value())
        .isEqualTo(0.5, within(0.05));
    assertThat(measure(related, unrelated, Metric.SEQUENCE_TRANSITIONS).value()).isLessThan(0.6);
  }

  @Test
  void rowsThatAreNoSequencesHaveNone() {
    var evaluation = new Evaluator().evaluate(new EvaluationInput(REAL, null, REAL, List.of(), 1));

    assertThat(evaluation.results())
        .filteredOn(result -> result.metric().id().startsWith("fidelity.sequence-"))
        .hasSize(4)
        .allMatch(result -> result.reason().contains("schema.sequence"));
  }
}
