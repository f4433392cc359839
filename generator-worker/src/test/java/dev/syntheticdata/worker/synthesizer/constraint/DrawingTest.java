package dev.syntheticdata.worker.synthesizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ColumnType;
import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.task.Partitioning;
import dev.syntheticdata.worker.synthesizer.DerivedModel;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.TestEngines;
import dev.syntheticdata.worker.table.Column;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.ValueText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are drawn again are the same in every cut. */
class DrawingTest {

  private static final int ROWS = 3 * Partitioning.BLOCK_ROWS + 300;

  static List<Synthesizer> engines() {
    return TestEngines.all();
  }

  private static ConstrainedModel model(Synthesizer engine) {
    var random = new Random(2);
    Table table =
        Rows.table(
            "key,code,name,x,y",
            500,
            row -> {
              int x = random.nextInt(50);
              return "K%05d,C%d,Name %d,%d,%d".formatted(row, row, row, x, random.nextInt(50 - x));
            });
    return (ConstrainedModel)
        ConstrainedFit.fit(
            engine,
            table,
            Rows.options(engine, 1),
            RowRules.of(
                List.of(
                    new ColumnDeclaration(
                        "code",
                        ColumnType.IDENTIFIER,
                        null,
                        null,
                        null,
                        null,
                        "X[0-9]{4}",
                        null,
                        null),
                    new ColumnDeclaration(
                        "name", null, null, null, null, null, null, PersonalField.FULL_NAME, "de")),
                List.of(ConstraintsTest.that("x + y < 50"))));
  }

  private static List<String> rows(Table table) {
    var texts = table.schema().columns().stream().map(ValueText::new).toList();
    var rows = new ArrayList<String>();
    for (int row = 0; row < table.rows(); row++) {
      var cells = new StringBuilder();
      for (int j = 0; j < texts.size(); j++) {
        cells.append(texts.get(j).print(table.columns().get(j), row)).append('|');
      }
      rows.add(cells.toString());
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anyCutGivesTheSameRowsAndCandidates(Synthesizer engine) throws Exception {
    var model = model(engine);
    var whole = model.draw(0, ROWS, 4);
    var all = rows(whole.table());
    assertThat(whole.candidates()).isGreaterThan(ROWS);

    assertThat(rows(model.generate(1500, 700, 4))).isEqualTo(all.subList(1500, 2200));
    assertThat(rows(model.generate(ROWS - 1, 1, 4))).isEqualTo(all.subList(ROWS - 1, ROWS));
    assertThat(rows(model.generate(0, 4 * Partitioning.BLOCK_ROWS, 4)).subList(0, ROWS))
        .isEqualTo(all);
    long candidates = 0;
    for (int from = 0; from < ROWS; from += Partitioning.BLOCK_ROWS) {
      candidates +=
          model.draw(from, Math.min(Partitioning.BLOCK_ROWS, ROWS - from), 4).candidates();
    }
    assertThat(candidates).isEqualTo(whole.candidates());

    var one = new ForkJoinPool(1);
    try {
      assertThat(one.submit(() -> rows(model(engine).generate(0, ROWS, 4))).get())
          .as("another fit, one thread")
          .hasSize(ROWS)
          .matches(rows -> !engine.isRepeatable() || rows.equals(all));
    } finally {
      one.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void identifiersStayUnique(Synthesizer engine) {
    Table drawn = model(engine).generate(0, ROWS, 4);
    assertThat(new HashSet<>(List.of(drawn.column("key").strings()))).hasSize(ROWS);
    assertThat(new HashSet<>(List.of(drawn.column("code").strings())))
        .hasSize(ROWS)
        .allMatch(code -> code.matches("X[0-9]{4}"));
    assertThat(drawn.column("name").strings()).doesNotContainNull();
  }

  @Test
  void aModelKnowsHowManyRowsItsPatternsAllow() {
    assertThat(model(Synthesizer.named("independent")).mostRows()).isEqualTo(10_000);
  }

  /** Takes rows of even x: of the seed itself, or of later ones. */
  private static final class Even extends DerivedModel {

    private final SynthesizerModel model;

    Even(SynthesizerModel model) {
      super(model);
      this.model = model;
    }

    @Override
    public Table generate(long firstRow, int rows, long seed) {
      var drawn = new ArrayList<Table>(List.of(model.generate(firstRow, rows, seed)));
      var chosen = new int[rows];
      for (int row = 0; row < rows; row++) {
        int of = 0;
        while (drawn.get(of).column("x").numbers()[row] % 2 != 0) {
          of++;
          if (of == drawn.size()) {
            drawn.add(model.generate(firstRow, rows, seed + of));
          }
        }
        chosen[row] = of * rows + row;
      }
      var columns = new ArrayList<Column>();
      for (int j = 0; j < schema().size(); j++) {
        int column = j;
        var all = Column.concat(drawn.stream().map(table -> table.columns().get(column)).toList());
        columns.add(all.select(chosen));
      }
      return new Table(schema(), columns);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void whoChoosesAmongTheRowsKeepsTheConstraintsAndTheIdentifiers(Synthesizer engine) {
    var chosen = model(engine).under(Even::new);
    Table drawn = chosen.generate(0, 2_500, 4);
    assertThat(new HashSet<>(List.of(drawn.column("code").strings()))).hasSize(2_500);
    assertThat(new HashSet<>(List.of(drawn.column("key").strings()))).hasSize(2_500);
    for (int row = 0; row < drawn.rows(); row++) {
      double x = drawn.column("x").numbers()[row];
      assertThat(x % 2).isZero();
      assertThat(x + drawn.column("y").numbers()[row]).isLessThan(50);
    }
    assertThat(rows(chosen.generate(1_000, 100, 4))).isEqualTo(rows(drawn).subList(1_000, 1_100));
  }
}
