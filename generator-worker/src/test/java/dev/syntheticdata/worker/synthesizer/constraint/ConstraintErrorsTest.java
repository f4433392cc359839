package dev.syntheticdata.worker.synthesizer.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.api.v1alpha1.ColumnDeclaration;
import dev.syntheticdata.api.v1alpha1.ConstraintDeclaration;
import dev.syntheticdata.api.v1alpha1.PersonalField;
import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.condition.ConditionedModel;
import dev.syntheticdata.worker.synthesizer.marginals.SeededMarginals;
import dev.syntheticdata.worker.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintErrorsTest {

  private static final Synthesizer ENGINE = Synthesizer.named("independent");

  private static Table table(int broken) {
    return Rows.table(
        "id,age,start-date,city,name",
        200,
        row ->
            "P%d,%d,2020-01-0%d,c%d,Name %d"
                .formatted(row, row < broken ? 10 : 20 + row % 50, 1 + row % 9, row % 4, row * 7));
  }

  private static SynthesizerModel fit(Table table, List<ConstraintDeclaration> constraints) {
    return ConstrainedFit.fit(
        ENGINE, table, Rows.options(ENGINE, 1), new RowRules(constraints, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "age >= ;constraint 'c' is not valid CEL",
        "age;constraint 'c' is not valid CEL",
        "agee >= 18;agee",
        "age + 1.5 > 2.0;age (int)",
        "start-date >= 1;write the column 'start-date' as row[\"start-date\"]",
        "row[\"start-date\"] >= \"2020-01-01\";column 'start-date' with such as timestamp(\"2024-",
        "row[\"start-date\"] >= 3;start-date (timestamp)",
        "row.agee >= 18;names a column 'agee' that is not there",
        "row['start'] == 1;names a column 'start'",
        "has(row.stop) || age > 1;names a column 'stop'",
        "isMissing(row.stop) || age > 1;names a column 'stop'",
        "isMissing(age + 1);isMissing() takes a column",
        "id != \"P1\";asks about column 'id', which is not learned (identifier)",
        "row[\"age\"];neither true nor false of a row",
        "age / (age - 20) > 3;DIVIDE_BY_ZERO",
      })
  void expressionsThatAreNotValidAreNamedWithTheirConstraint(String expression, String message) {
    assertThatThrownBy(() -> fit(table(0), List.of(ConstraintsTest.that(expression))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'c'")
        .hasMessageContaining(message);
  }

  @Test
  void theWordsOfCelAreShort() {
    assertThatThrownBy(() -> fit(table(0), List.of(ConstraintsTest.that("age >= \"18\""))))
        .hasMessageContaining("no matching overload for '_>=_' applied to '(int, string)'")
        .hasMessageNotContainingAny("candidates", "google", "timestamp(");
  }

  @Test
  void aConstraintThatManyRealRowsBreakIsRefused() {
    assertThatThrownBy(() -> fit(table(11), List.of(ConstraintsTest.that("age >= 18"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'c' is broken by 11 of 200 rows (5.5 %)")
        .hasMessageContaining("correct the expression or the source");
  }

  @Test
  void rowsThatBreakAConstraintAreNotLearnedFrom() {
    var model = (ConstrainedModel) fit(table(10), List.of(ConstraintsTest.that("age >= 18")));
    assertThat(model.trainRows()).isEqualTo(190);
    assertThat(model.checked()).containsExactly(new Checked("c", 0.05, true));
    assertThat(model.limitations())
        .anyMatch(text -> text.contains("'c' is broken by 10 of 200 real rows"));
    assertThat(
            DoubleStream.of(model.generate(0, 1000, 1).column("age").numbers()).min().getAsDouble())
        .isGreaterThanOrEqualTo(20);
  }

  @Test
  void aPrivateEngineTellsNothingOfTheRowsThatBreakAConstraint() {
    var engine = new SeededMarginals();
    var model =
        (ConstrainedModel)
            ConstrainedFit.fit(
                engine,
                table(60),
                Rows.options(engine, 1),
                new RowRules(List.of(ConstraintsTest.that("age >= 18 && age <= 90")), List.of()));
    assertThat(model.checked()).containsExactly(new Checked("c", null, true));
    assertThat(model.limitations()).noneMatch(text -> text.contains("broken"));
    assertThat(model.privacy()).isNotNull();
    assertThat(DoubleStream.of(model.generate(0, 1000, 1).column("age").numbers()))
        .allMatch(age -> Double.isNaN(age) || (age >= 18 && age <= 90));
  }

  @Test
  void thePersonsThatAreProtectedCanHaveNewIdentifiers() {
    var engine = new SeededMarginals();
    var pattern =
        new ColumnDeclaration("id", null, null, null, null, null, "N[0-9]{4}", null, null);
    var model =
        ConstrainedFit.fit(
            engine,
            table(0),
            FitOptions.seeded(1).withPrivacy(new PrivacyOptions(100, 1e-4, "id", 1, Map.of())),
            RowRules.of(List.of(pattern), List.of(ConstraintsTest.that("age >= 18"))));
    assertThat(model.privacy().entityColumn()).isEqualTo("id");
    assertThat(model.generate(0, 500, 1).column("id").strings())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("N[0-9]{4}"));
  }

  @Test
  void conditionsOnAColumnThatIsMadeSaySo() {
    var pattern =
        new ColumnDeclaration("id", null, null, null, null, null, "N[0-9]{4}", null, null);
    var model =
        ConstrainedFit.fit(
            ENGINE,
            table(0),
            Rows.options(ENGINE, 1),
            RowRules.of(List.of(pattern), List.of(ConstraintsTest.that("age >= 18"))));
    var asked = new RowConditions(List.of(new FixedColumn("id", "N0001")), null, null);
    assertThatThrownBy(() -> ConditionedModel.of(model, asked))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("conditions.fixed[0].column: 'id' is made by a pattern");
  }

  @Test
  void twoConstraintsOfOneNameAreRefused() {
    var same = ConstraintsTest.that("age > 1");
    assertThatThrownBy(() -> fit(table(0), List.of(same, same)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("two constraints have the name 'c'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "city,age,column 'age' has no labels",
        "city,town,'town' that is not there",
        "city,city,in fixed combinations already"
      })
  void combinationsOfOtherColumnsAreRefused(String first, String second, String message) {
    var constraint = new ConstraintDeclaration("c", null, null, List.of(first, second));
    assertThatThrownBy(() -> fit(table(0), List.of(constraint)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'c'")
        .hasMessageContaining(message);
  }

  @Test
  void combinationsAreRefusedByAPrivateEngine() {
    var engine = new SeededMarginals();
    var constraint = new ConstraintDeclaration("c", null, null, List.of("city", "name"));
    assertThatThrownBy(
            () ->
                ConstrainedFit.fit(
                    engine,
                    table(0),
                    Rows.options(engine, 1),
                    new RowRules(List.of(constraint), List.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'c'")
        .hasMessageContaining("take another engine");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "id,CUST-[0-9]+,,'CUST-[0-9]+' cannot be used: at character 11",
        "idd,[0-9]{4},,'idd' is declared but it is not there",
        "name,,xx,no personal fields in the language 'xx'"
      })
  void columnsThatCannotBeMadeAreNamed(
      String column, String pattern, String locale, String message) {
    var personal = pattern == null ? PersonalField.FULL_NAME : null;
    var declared =
        new ColumnDeclaration(column, null, null, null, null, null, pattern, personal, locale);
    assertThatThrownBy(
            () ->
                ConstrainedFit.fit(
                    ENGINE,
                    table(0),
                    Rows.options(ENGINE, 1),
                    RowRules.of(List.of(declared), List.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message.replace("declared but", "declared, but"));
  }

  @Test
  void rowsThatAreHardlyEverDrawnAreGivenUpWithTheNameOfTheConstraint() {
    Table squares = Rows.table("x,y", 900, row -> row / 3 + "," + (row / 3) * (row / 3));
    assertThatThrownBy(() -> fit(squares, List.of(ConstraintsTest.that("y == x * x"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("constraint 'c'")
        .hasMessageContaining("102,400 rows drawn for 1,024");
  }
}
