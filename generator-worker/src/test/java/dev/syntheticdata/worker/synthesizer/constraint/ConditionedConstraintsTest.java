package dev.syntheticdata.worker.synthesizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.task.TaskJson;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.TestEngines;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.table.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Constraints, conditions and identifiers hold together. */
class ConditionedConstraintsTest {

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void holdTogether(Synthesizer engine) {
    var random = new Random(2);
    Table table =
        Rows.table(
            "code,sex,x,y",
            600,
            row -> {
              int x = random.nextInt(50);
              return "C%d,%s,%d,%d"
                  .formatted(
                      row, random.nextInt(4) == 0 ? "f" : "m", x, x + random.nextInt(50 - x));
            });
    var pattern =
        new ColumnDeclaration("code", null, null, null, null, null, "X[0-9]{4}", null, null);
    var model =
        ConstrainedFit.fit(
            engine,
            table,
            Rows.options(engine, 1),
            RowRules.of(
                List.of(pattern), List.of(ConstraintsTest.that("x <= y && (x * y) % 47 != 3"))));
    var asked =
        TaskJson.read(
            "{\"rebalance\":[{\"column\":\"sex\",\"shares\":{\"f\":0.5}}],"
                + "\"where\":[{\"column\":\"y\",\"minimum\":\"20\"}]}",
            RowConditions.class);
    var conditioned = ConditionedModel.of(model, asked);

    Table drawn = conditioned.generate(0, 6_000, 3);

    assertThat(new HashSet<>(List.of(drawn.column("code").strings()))).hasSize(6_000);
    int women = 0;
    for (int row = 0; row < drawn.rows(); row++) {
      int x = (int) drawn.column("x").numbers()[row];
      int y = (int) drawn.column("y").numbers()[row];
      assertThat(y).isGreaterThanOrEqualTo(Math.max(x, 20));
      assertThat((x * y) % 47).isNotEqualTo(3);
      int sex = drawn.column("sex").codes()[row];
      women += drawn.schema().columns().get(1).categories().get(sex).equals("f") ? 1 : 0;
    }
    assertThat(women).isBetween(2_850, 3_150);
    assertThat(ConditionedModel.conditioning(conditioned).proposals()).isGreaterThan(6_000);
  }

  /**
   * The engine draws a value as asked, and a rule takes it away: such a row is none that is asked.
   */
  @ParameterizedTest
  @MethodSource("engines")
  void aValueThatARuleTakesAwayIsNotOneThatWasAskedFor(Synthesizer engine) {
    var random = new Random(6);
    Table table =
        Rows.table(
            "x,y",
            600,
            row -> {
              boolean some = random.nextInt(3) > 0;
              return (some ? random.nextInt(40) : "") + "," + (some ? "yes" : "none");
            });
    var model =
        ConstraintsTest.fit(engine, table, 1, ConstraintsTest.that("isMissing(x) || y == 'yes'"));
    var asked = new RowConditions(null, null, List.of(new RowFilter("x", null, "20", null)));

    Table drawn = ConditionedModel.of(model, asked).generate(0, 3_000, 3);

    int yes = drawn.schema().column("y").orElseThrow().categories().indexOf("yes");
    for (int row = 0; row < drawn.rows(); row++) {
      assertThat(drawn.column("x").number(row)).isGreaterThanOrEqualTo(20);
      assertThat(drawn.column("y").code(row)).isEqualTo(yes);
    }
  }
}
