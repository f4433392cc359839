package dev.syntheticdata.worker.synthesizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.RebalancedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.TestEngines;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conditions hold, and shares are met, also where constraints change columns or draw rows again.
 */
class RowsAskedForUnderConstraintsTest {

  private static final int ROWS = 4_000;

  private static final Table SOURCE =
      Rows.table(
          "id,a,b,kind,seen",
          2_000,
          new java.util.function.IntFunction<String>() {
            private final Random random = new Random(9);

            @Override
            public String apply(int row) {
              int a = random.nextInt(50);
              String kind = random.nextInt(4) == 0 ? "x" : "y";
              int b = a + random.nextInt(kind.equals("x") ? 10 : 60);
              return "K%d,%d,%d,%s,2024-%02d-%02dT%02d:00:00"
                  .formatted(
                      5_000 + row,
                      a,
                      b,
                      kind,
                      1 + random.nextInt(12),
                      1 + random.nextInt(28),
                      random.nextInt(24));
            }
          });

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  private static String text(Table table, String column, int row) {
    int j = table.schema().indexOf(column);
    return new ValueText(table.schema().columns().get(j)).print(table.columns().get(j), row);
  }

  private static int number(Table table, String column, int row) {
    return Integer.parseInt(text(table, column, row));
  }

  private static void requireRows(ConstrainedModel model, RowConditions asked) {
    var rows = ConditionedModel.of(model, asked);
    Table drawn = rows.generate(0, ROWS, 3);

    long ofKind = IntStream.range(0, ROWS).filter(r -> text(drawn, "kind", r).equals("x")).count();
    // Four deviations of a half of 4,000; the source has a quarter.
    assertThat(ofKind).isBetween(1_870L, 2_130L);
    assertThat(IntStream.range(0, ROWS)).allMatch(r -> number(drawn, "b", r) >= 30);
    assertThat(IntStream.range(0, ROWS).mapToObj(r -> text(drawn, "id", r)))
        .doesNotHaveDuplicates();
    Table part = rows.generate(1_500, 100, 3);
    for (var column : List.of("id", "a", "b", "kind", "seen")) {
      assertThat(IntStream.range(0, 100))
          .allMatch(r -> text(part, column, r).equals(text(drawn, column, 1_500 + r)));
    }
  }

  private static final RowConditions ASKED =
      new RowConditions(
          null,
          List.of(new RebalancedColumn("kind", Map.of("x", 0.5))),
          List.of(new RowFilter("b", null, "30", null)));

  @ParameterizedTest
  @MethodSource("engines")
  void onAColumnThatAConstraintChanges(Synthesizer engine) {
    var model = ConstraintsTest.fit(engine, SOURCE, 1, ConstraintsTest.that("a <= b"));

    requireRows(model, ASKED);

    Table drawn = ConditionedModel.of(model, ASKED).generate(0, ROWS, 3);
    assertThat(IntStream.range(0, ROWS))
        .allMatch(r -> number(drawn, "a", r) <= number(drawn, "b", r));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whereRowsThatBreakAConstraintAreDrawnAgain(Synthesizer engine) {
    // Rows of one kind alone break it, where the engine has not learned it; shares must not shift.
    var model =
        ConstraintsTest.fit(engine, SOURCE, 1, ConstraintsTest.that("kind != 'x' || b - a < 10"));

    requireRows(model, ASKED);

    Table drawn = ConditionedModel.of(model, ASKED).generate(0, ROWS, 3);
    assertThat(IntStream.range(0, ROWS).filter(r -> text(drawn, "kind", r).equals("x")))
        .allMatch(r -> number(drawn, "b", r) - number(drawn, "a", r) < 10);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void onDateTimesWhateverPartsTheyAreDrawnIn(Synthesizer engine) {
    var model = engine.fit(SOURCE, Rows.options(engine, 1));
    var asked =
        new RowConditions(
            null,
            null,
            List.of(new RowFilter("seen", null, "2024-03-05T06:00:00", "2024-05-05T18:00:00")));

    Table drawn = ConditionedModel.of(model, asked).generate(0, 1_000, 3);

    assertThat(IntStream.range(0, 1_000).mapToObj(r -> text(drawn, "seen", r)))
        .allMatch(seen -> seen.compareTo("2024-03-05T06:00:00") >= 0)
        .allMatch(seen -> seen.compareTo("2024-05-05T18:00:00") <= 0);
  }
}
