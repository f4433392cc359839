package dev.syntheticdata.worker.evaluation.coverage;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenariosTest {

  private static final DeclaredDomain WEATHER =
      new DeclaredDomain(null, null, List.of("dry", "rain", "snow"));
  private static final DeclaredDomain LIGHT =
      new DeclaredDomain(null, null, List.of("day", "night"));
  private static final DeclaredDomain SPEED = new DeclaredDomain("0", "100", null);

  /** Nobody drove in snow. */
  private static final Table REAL =
      table()
          .labels("weather", "dry", "rain", "dry", "rain")
          .labels("light", "day", "night", "night", "day")
          .numbers("speed", 0, 100, 55, 55)
          .build();

  private static final Table SYNTHETIC =
      table()
          .labels("weather", "dry", "snow", "hail", null)
          .labels("light", "day", "night", "day", "day")
          .numbers("speed", 9.9, 10, 101, 55)
          .build();

  private static Outcome outcome(Map<String, DeclaredDomain> space, Metric metric) {
    return new Evaluator()
        .evaluate(new EvaluationInput(REAL, null, SYNTHETIC, List.of(), 1).withSpace(space))
        .results(metric)
        .get(0)
        .outcome();
  }

  @Test
  void whatIsDeclaredIsWantedWhetherTheSourceHasItOrNot() {
    var pairs =
        (Outcome.Computed)
            outcome(Map.of("weather", WEATHER, "light", LIGHT), Metric.SCENARIO_COVERAGE_2WAY);

    // Of six, dry days and snowy nights; hail is not declared. The source has four.
    assertThat(pairs.value()).isCloseTo(2 / 6.0, within(1e-6));
    assertThat(pairs.reference()).isCloseTo(4 / 6.0, within(1e-6));
    assertThat(pairs.interval()).isNotNull();
  }

  @Test
  void rangesAreTenPartsAndWhatLiesBeyondIsNone() {
    var space = Map.of("weather", WEATHER, "light", LIGHT, "speed", SPEED);
    var pairs = (Outcome.Computed) outcome(space, Metric.SCENARIO_COVERAGE_2WAY);
    var triples = (Outcome.Computed) outcome(space, Metric.SCENARIO_COVERAGE_3WAY);

    // 6 of weather and light, 30 with speed, 20 of light and speed: 2, 2 and 3 of them are there.
    assertThat(pairs.value()).isCloseTo(7 / 56.0, within(1e-6));
    assertThat(triples.value()).isCloseTo(2 / 60.0, within(1e-6));
    assertThat(triples.reference()).isCloseTo(4 / 60.0, within(1e-6));
  }

  @Test
  void withoutDeclarationsThereIsNoSpace() {
    assertThat(outcome(Map.of("weather", WEATHER), Metric.SCENARIO_COVERAGE_2WAY))
        .isInstanceOfSatisfying(
            Outcome.NotComputed.class,
            missing -> assertThat(missing.reason()).isEqualTo(Reason.NotApplicable));
    assertThat(outcome(Map.of("weather", WEATHER, "light", LIGHT), Metric.SCENARIO_COVERAGE_3WAY))
        .isInstanceOf(Outcome.NotComputed.class);
  }
}
