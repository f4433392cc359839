package dev.syntheticdata.worker.evaluation.coverage;

import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.CoverageFinding;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.Reason;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
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

  private static List<List<String>> missed(Map<String, DeclaredDomain> space, int ways) {
    return new Evaluator()
            .evaluate(new EvaluationInput(REAL, null, SYNTHETIC, List.of(), 1).withSpace(space))
            .coverage(CoverageFinding.Combinations.class)
            .stream()
            .filter(of -> of.declared() && of.ways() == ways)
            .findFirst()
            .orElseThrow()
            .missed();
  }

  @Test
  void whatIsMissingIsNamedByWhatIsDeclared() {
    // Rain is never there, and so no combination with it is named.
    assertThat(missed(Map.of("weather", WEATHER, "light", LIGHT), 2))
        .containsExactlyInAnyOrder(
            List.of("weather = dry", "light = night"), List.of("weather = snow", "light = day"));
    assertThat(missed(Map.of("light", LIGHT, "speed", SPEED), 2))
        .containsExactlyInAnyOrder(
            List.of("light = day", "speed = 10 to 20"),
            List.of("light = night", "speed = 0 to 10"),
            List.of("light = night", "speed = 50 to 60"));
  }

  @Test
  void aTripleIsNamedWhereAllItsPairsAreThere() {
    var real = corners(0, 1, 2, 3, 4, 5, 6, 7);
    var space = Map.of("a", BIT, "b", BIT, "c", BIT);
    var findings =
        new Evaluator()
            .evaluate(
                new EvaluationInput(real, null, corners(0, 1, 2, 3, 4, 5, 6), List.of(), 1)
                    .withSpace(space))
            .coverage(CoverageFinding.Combinations.class);

    assertThat(findings)
        .filteredOn(of -> of.declared() && of.ways() == 3)
        .singleElement()
        .satisfies(
            of -> {
              assertThat(of.found()).isEqualTo(7);
              assertThat(of.wanted()).isEqualTo(8);
              assertThat(of.missed()).containsExactly(List.of("a = 1", "b = 1", "c = 1"));
            });
  }

  private static final DeclaredDomain BIT = new DeclaredDomain(null, null, List.of("0", "1"));

  /** Corners of a cube, whose bits are the columns. */
  private static Table corners(int... corners) {
    var table = table();
    for (int bit = 0; bit < 3; bit++) {
      int shift = bit;
      table.labels(
          "abc".substring(bit, bit + 1),
          Arrays.stream(corners)
              .mapToObj(corner -> Integer.toString(corner >> shift & 1))
              .toArray(String[]::new));
    }
    return table.build();
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
