package dev.syntheticdata.worker.synthesizer.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syntheticdata.api.v1alpha1.RowConditions;
import dev.syntheticdata.api.v1alpha1.RowConditions.FixedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RebalancedColumn;
import dev.syntheticdata.api.v1alpha1.RowConditions.RowFilter;
import dev.syntheticdata.task.TaskResult;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.synthesizer.Synthesizer;
import dev.syntheticdata.worker.synthesizer.SynthesizerModel;
import dev.syntheticdata.worker.synthesizer.independent.IndependentSynthesizer;
import dev.syntheticdata.worker.synthesizer.trees.AutoregressiveTreesSynthesizer;
import dev.syntheticdata.worker.table.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be met is refused before a row is made, naming the field and the remedy. */
class ConditionReaderTest {

  private static final Table SOURCE =
      Rows.table(
          "id,age,born,job,score",
          400,
          i ->
              "K%d,%d,19%02d-01-01,%s,%s"
                  .formatted(
                      1000 + i,
                      20 + i % 50,
                      40 + i % 50,
                      i == 7 ? "astronaut" : i % 3 == 0 ? "clerk" : "smith",
                      i % 2 == 0 ? "1.5" : "2.5"));

  private static final SynthesizerModel MODEL =
      new IndependentSynthesizer().fit(SOURCE, FitOptions.seeded(1));

  private static RowConditions fixed(String column, String value) {
    return new RowConditions(List.of(new FixedColumn(column, value)), null, null);
  }

  private static RowConditions where(RowFilter... filters) {
    return new RowConditions(null, null, List.of(filters));
  }

  private static RowConditions shares(String column, Map<String, Double> shares) {
    return new RowConditions(null, List.of(new RebalancedColumn(column, shares)), null);
  }

  static Stream<Arguments> refused() {
    var twice = new LinkedHashMap<String, Double>();
    twice.put("1.5", 0.2);
    twice.put("1.50", 0.2);
    return Stream.of(
        Arguments.of(
            fixed("sex", "F"),
            "conditions.fixed[0].column: there is no column 'sex'; the columns are: id, age, born"),
        Arguments.of(fixed("id", "K1000"), "'id' is identifier, and its values are not learned"),
        Arguments.of(
            fixed("job", "pilot"),
            "conditions.fixed[0].value: column 'job' has no value 'pilot' that the model makes: no"
                + " row it learned from was so, or so few that the value is protected; write it as"),
        Arguments.of(
            where(new RowFilter("job", List.of("clerk", "pilot"), null, null)),
            "conditions.where[0].in: column 'job' has no value 'pilot' that the model makes"),
        Arguments.of(
            shares("job", Map.of("pilot", 0.5)),
            "conditions.rebalance[0].shares[pilot]: column 'job' has no value 'pilot' that the"),
        Arguments.of(fixed("age", "old"), "'old' is no value of column 'age', whose values are"),
        Arguments.of(fixed("age", "NaN"), "'NaN' is no value of column 'age'"),
        Arguments.of(fixed("age", "33.5"), "the model makes no row with age = 33.5"),
        Arguments.of(fixed("born", "1950-02-31"), "dates such as uuuu-MM-dd"),
        Arguments.of(
            where(new RowFilter("age", null, "60", "30")),
            "conditions.where[0]: minimum 60 is greater than maximum 30; no row can be so"),
        Arguments.of(
            where(new RowFilter("age", null, "200", null)), "no row with age at least 200"),
        Arguments.of(
            where(new RowFilter("job", null, "a", null)),
            "the values of column 'job' are labels, which have no order; list them in 'in'"),
        Arguments.of(
            where(new RowFilter("age", List.of("30"), "20", null)), "give either in, or minimum"),
        Arguments.of(where(new RowFilter("age", null, null, null)), "give either in, or minimum"),
        Arguments.of(
            where(new RowFilter("age", null, "60", null), new RowFilter("age", null, null, "30")),
            "conditions.where[1]: age at most 30 leaves no value of the column together with age at"
                + " least 60"),
        Arguments.of(
            shares("job", Map.of("clerk", 0.7, "smith", 0.4)),
            "conditions.rebalance[0].shares: they add up to 1.1; at most 1 can be shared out"),
        Arguments.of(shares("job", Map.of("clerk", -0.1)), "a share is a number from 0 to 1"),
        Arguments.of(shares("job", Map.of("clerk", Double.NaN)), "a share is a number from 0 to 1"),
        Arguments.of(shares("job", Map.of()), "name at least one value of column 'job'"),
        Arguments.of(shares("score", twice), "it is named twice"),
        Arguments.of(
            shares("job", Map.of("clerk", 0.3, "smith", 0.3)),
            "conditions.rebalance[0].shares: the model makes no row with job other than those named: no"
                + " row it learned from was so, or so few that the value is protected; let the shares"
                + " add up to 1"),
        Arguments.of(
            new RowConditions(
                List.of(new FixedColumn("job", "clerk")),
                List.of(new RebalancedColumn("job", Map.of("smith", 0.5))),
                null),
            "conditions.rebalance[0]: column 'job' is fixed as well; do one or the other"),
        Arguments.of(
            new RowConditions(
                null,
                List.of(new RebalancedColumn("job", Map.of("smith", 0.5))),
                List.of(new RowFilter("job", List.of("clerk"), null, null))),
            "conditions.rebalance[0].shares[smith]: it is named twice, or the other conditions"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "where", "rebalance"})
  void aLabelOfOneRowIsRefusedInTheWordsOfOneThatNeverWas(String field) {
    assertThat(refusal(field, "astronaut").replace("astronaut", "pilot"))
        .isEqualTo(refusal(field, "pilot"));
  }

  private static String refusal(String field, String job) {
    var asked =
        switch (field) {
          case "fixed" -> fixed("job", job);
          case "where" -> where(new RowFilter("job", List.of("clerk", job), null, null));
          default -> shares("job", Map.of("clerk", 0.5, job, 0.5));
        };
    return catchThrowableOfType(
            InvalidInputException.class, () -> ConditionedModel.of(MODEL, asked))
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefusedBeforeARowIsMade(RowConditions asked, String message) {
    assertThatThrownBy(() -> ConditionedModel.of(MODEL, asked))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nothingAskedIsTheModelItself() {
    assertThat(ConditionedModel.of(MODEL, null)).isSameAs(MODEL);
    assertThat(ConditionedModel.of(MODEL, new RowConditions(List.of(), null, List.of())))
        .isSameAs(MODEL);
  }

  @Test
  void rowsThatTheModelHardlyEverMakesAreRefusedNotRepeated() {
    Table source = Rows.table("a,b", 40_000, i -> i % 2 == 0 ? "here,yes" : "there,no");
    var model =
        new AutoregressiveTreesSynthesizer().fit(source, FitOptions.seeded(1).withLeafRows(20));
    var asked =
        new RowConditions(
            List.of(new FixedColumn("a", "here"), new FixedColumn("b", "no")), null, null);

    assertThatThrownBy(() -> ConditionedModel.of(model, asked))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the model hardly ever makes rows with a = here, b = no together")
        .hasMessageContaining("ask for less at once");
  }

  @Test
  void columnsThatLeadTakeOneProposalForEachRow() {
    var random = new Random(3);
    Table source =
        Rows.table(
            "a,b,c,d",
            4_000,
            i ->
                "%d,%s,%s,%d"
                    .formatted(
                        random.nextInt(2),
                        random.nextInt(10) == 0 ? "x" : "y",
                        random.nextInt(3) == 0 ? "u" : "v",
                        random.nextInt(8)));
    var asked =
        new RowConditions(
            List.of(new FixedColumn("d", "7")),
            List.of(new RebalancedColumn("b", Map.of("x", 0.5))),
            null);
    var options = FitOptions.seeded(1).withLeafRows(20).withTargets(List.of("c"));
    var engine = new AutoregressiveTreesSynthesizer();

    var last = ConditionedModel.of(engine.fit(source, options), asked);
    var first =
        ConditionedModel.of(engine.fit(source, options.withLeading(List.of("d", "b"))), asked);
    last.generate(0, 1_000, 1);
    first.generate(0, 1_000, 1);

    assertThat(ConditionedModel.conditioning(last).proposals()).isGreaterThan(1_000);
    // The second of two that lead depends on the first, and here hardly.
    assertThat(ConditionedModel.conditioning(first).proposals()).isBetween(1_000L, 3_000L);
    var one =
        ConditionedModel.of(engine.fit(source, options.withLeading(List.of("d"))), fixed("d", "7"));
    one.generate(0, 1_000, 1);
    assertThat(ConditionedModel.conditioning(one)).isEqualTo(new TaskResult.Conditioning(1_000, 1));
  }

  @Test
  void aLeadingColumnThatIsNotThereIsNamed() {
    var options = FitOptions.seeded(1).withLeading(List.of("income"));

    assertThatThrownBy(() -> new AutoregressiveTreesSynthesizer().fit(SOURCE, options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("leading: there is no column 'income' whose values are learned");
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoregressiveTrees", "gaussianCopula", "independent"})
  void aLabelThatSharesItsCodeWithOthersCanBeFixed(String engine) {
    // Trees have a code of their own for 250 labels; these are the least frequent of 300.
    Table source =
        Rows.table(
            "city,b",
            6_300,
            i -> "city %03d,%d".formatted(i < 6_000 ? i % 300 : i % 290, i % 300 > 294 ? 1 : 0));
    var model = Synthesizer.named(engine).fit(source, FitOptions.seeded(1).withLeafRows(20));

    Table rows = ConditionedModel.of(model, fixed("city", "city 299")).generate(0, 500, 1);

    int label = rows.schema().columns().get(0).categories().indexOf("city 299");
    assertThat(rows.columns().get(0).codes()).containsOnly(label);
  }
}
