package dev.syntheticdata.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.worker.evaluation.fidelity.SequenceFidelity;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.SequenceColumns;
import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The metrics of sequences have what {@link EvaluatorTest} asks of all. */
class SequenceIntervalsTest {

  /** Visits of patients, whose marker wanders from visit to visit. */
  private static Table visits(int patients, long seed) {
    var random = new Random(seed);
    var lines = new ArrayList<String>();
    for (int patient = 0; patient < patients; patient++) {
      double marker = 10 * random.nextGaussian();
      int day = 0;
      for (int visit = 0; visit <= random.nextInt(10); visit++) {
        marker += random.nextGaussian();
        day += 1 + random.nextInt(30);
        lines.add("P%d,%d,%.2f,%s".formatted(patient, day, marker, marker > 0 ? "up" : "down"));
      }
    }
    return Rows.table("patient,day,marker,mood", lines.size(), lines::get);
  }

  @Test
  void aValueHasReferenceAndInterval() {
    var columns = new SequenceColumns("patient", "day", null);
    var input =
        new EvaluationInput(visits(300, 1), visits(120, 2), visits(300, 3), List.of(), 7)
            .withSequence(columns);
    var metrics = EnumSet.copyOf(new SequenceFidelity().metrics());

    assertThat(new Evaluator().only(metrics).evaluate(input).results())
        .hasSize(metrics.size())
        .allSatisfy(
            result -> {
              EvaluatorTest.hasWhatTheRegistrySays(result);
              assertThat(result.value())
                  .isBetween(result.interval().low(), result.interval().high());
              assertThat(result.interval().high() - result.interval().low()).isBetween(1e-5, 0.3);
            });
  }
}
