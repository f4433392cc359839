package dev.syntheticdata.worker.evaluation;

import static dev.syntheticdata.worker.evaluation.TestTables.clinic;
import static dev.syntheticdata.worker.evaluation.TestTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.failure.InvalidInputException;
import dev.syntheticdata.worker.table.ColumnType;
import dev.syntheticdata.worker.table.DeclaredDomain;
import dev.syntheticdata.worker.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused, what takes no part, and what breaks by itself. */
class EvaluatorInputsTest {

  private static final Table TRAIN = clinic(200, 1);
  private static final Table HOLDOUT = clinic(70, 2);
  private static final Table FRESH = clinic(200, 3);

  private static Evaluation evaluate(
      Table train, Table holdout, Table synthetic, List<String> targets) {
    return new Evaluator().evaluate(new EvaluationInput(train, holdout, synthetic, targets, 7));
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return evaluation.results(metric).get(0).value();
  }

  private static Reason reason(Evaluation evaluation, Metric metric) {
    return ((Outcome.NotComputed) evaluation.results(metric).get(0).outcome()).reason();
  }

  @Test
  void aTargetThatIsNoColumnNamesTheColumns() {
    assertThatThrownBy(() -> new EvaluationInput(TRAIN, HOLDOUT, FRESH, List.of("dead"), 7))
        .hasMessage("target dead is not a column; the columns are: age, marker, sex, stage, died");
  }

  @Test
  void whatIsDeclaredAndIsNotThereIsRefusedBeforeAnythingIsComputed() {
    var input = new EvaluationInput(TRAIN, HOLDOUT, FRESH, List.of(), 7);
    Evaluator.Progress none =
        (done, all, next) -> {
          throw new AssertionError("computes " + next);
        };
    var evaluator = new Evaluator().telling(none);

    assertThatThrownBy(
            () ->
                evaluator.evaluate(
                    input.withDisclosure(new Disclosure(List.of("zip"), List.of("died"), null))))
        .hasMessageStartingWith("quasi-identifier zip is not a column; the columns are: age");
    assertThatThrownBy(
            () ->
                evaluator.evaluate(
                    input.withDisclosure(new Disclosure(List.of(), List.of("hiv"), null))))
        .hasMessageStartingWith("sensitive column hiv is not a column; the columns are: age");
    assertThatThrownBy(
            () ->
                evaluator.evaluate(
                    input.withSpace(Map.of("age", new DeclaredDomain("90", "18", null)))))
        .hasMessage("column 'age': minimum 90 is greater than maximum 18; exchange them");
  }

  private static MetricFamily failing(RuntimeException error) {
    return new MetricFamily() {
      @Override
      public List<Metric> metrics() {
        return List.of(Metric.QUALITY_SCORE);
      }

      @Override
      public void evaluate(EvaluationContext context, Findings findings) {
        throw error;
      }
    };
  }

  @Test
  void badInputIsNoComputationThatBroke() {
    var refusing = failing(new InvalidInputException("the input is wrong"));

    assertThatThrownBy(
            () ->
                new Evaluator(List.of(refusing))
                    .evaluate(new EvaluationInput(TRAIN, null, FRESH, List.of(), 7)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the input is wrong");
  }

  @Test
  void aMissingColumnIsNamed() {
    var synthetic = table().numbers("age", 1, 2).build();

    assertThatThrownBy(() -> evaluate(TRAIN, HOLDOUT, synthetic, List.of()))
        .hasMessage("the synthetic table has no column marker, which the real table has");
  }

  private static Table ofEveryKindThatTakesNoPart() {
    return table()
        .strings("id", ColumnType.IDENTIFIER, "a", "b", "c")
        .strings("note", ColumnType.TEXT, "x", "y", "z")
        .numbers("empty", Double.NaN, Double.NaN, Double.NaN)
        .numbers("n", 1, 2, 3)
        .build();
  }

  @Test
  void identifiersAndTextsTakeNoPartAndAreNamed() {
    var real = ofEveryKindThatTakesNoPart();

    var evaluation = evaluate(real, real, real, List.of());

    assertThat(evaluation.columns().stream().filter(c -> c.excluded() != null))
        .extracting(ColumnFinding::name)
        .containsExactly("id", "note", "empty");
    assertThat(value(evaluation, Metric.COLUMN_SHAPES)).isEqualTo(1);
  }

  @Test
  void columnsThatTakeNoPartAreNamedWhereTheyAreAskedFor() {
    var real = ofEveryKindThatTakesNoPart();

    var evaluation =
        new Evaluator()
            .evaluate(
                new EvaluationInput(real, real, real, List.of("id"), 1)
                    .withProtectedColumns(List.of("note", "empty")));

    assertThat(evaluation.results(Metric.TSTR_AUC).get(0).reason())
        .contains("the target id takes no part (identifier", "; declare its type in");
    assertThat(evaluation.results(Metric.REPRESENTATION).get(0).reason())
        .contains("note takes no part (free text", "; declare its type in")
        .endsWith("empty takes no part (no value in the real table)");
  }

  @Test
  void aTableOfNothingButIdentifiersGivesReasonsAndIsValid() {
    var real = table().strings("id", ColumnType.IDENTIFIER, "a", "b", "c").build();

    var evaluation = evaluate(real, real, real, List.of());

    assertThat(evaluation.results())
        .filteredOn(m -> m.value() != null)
        .extracting(Measurement::metric)
        .containsExactly(Metric.DATA_VALIDITY, Metric.DATA_STRUCTURE, Metric.DIAGNOSTIC_SCORE);
  }

  @Test
  void constantAndMissingColumnsGiveNoNumberThatIsNotOne() {
    double[] constant = new double[100];
    double[] missing = new double[100];
    Arrays.fill(missing, Double.NaN);
    var labels = new String[100];
    Arrays.fill(labels, "a");
    var real = table().numbers("c", constant).labels("l", labels).numbers("m", constant).build();
    var synthetic =
        table().numbers("c", constant).labels("l", labels).numbers("m", missing).build();

    var evaluation = evaluate(real, real, synthetic, List.of("l"));

    assertThat(evaluation.results())
        .allSatisfy(m -> assertThat(m.value() == null || Double.isFinite(m.value())).isTrue());
    assertThat(reason(evaluation, Metric.TSTR_AUC)).isEqualTo(Reason.NotApplicable);
    assertThat(evaluation.columns().get(2).shape()).isZero();
  }

  @Test
  void labelsAreComparedByNameNotByCode() {
    var real = table().labels("c", "a", "b", "b", "c").build();
    var synthetic = table().labels("c", "b", "b", "c", "a").build();
    var other = table().labels("c", "x", "b", "b", "b").build();

    assertThat(value(evaluate(real, null, synthetic, List.of()), Metric.COLUMN_SHAPES))
        .isEqualTo(1);
    assertThat(value(evaluate(real, null, other, List.of()), Metric.COLUMN_SHAPES)).isEqualTo(0.5);
  }

  @Test
  void aMetricThatBreaksLeavesTheOthers() {
    var broken = failing(new IllegalStateException("out of luck"));
    MetricFamily whole =
        new MetricFamily() {
          @Override
          public List<Metric> metrics() {
            return List.of(Metric.EXACT_MATCH_SHARE);
          }

          @Override
          public void evaluate(EvaluationContext context, Findings findings) {
            findings.add(Metric.EXACT_MATCH_SHARE, Outcome.of(0.25, null));
          }
        };

    var evaluation =
        new Evaluator(List.of(broken, whole))
            .evaluate(new EvaluationInput(TRAIN, null, FRESH, List.of(), 7));

    assertThat(reason(evaluation, Metric.QUALITY_SCORE)).isEqualTo(Reason.ComputationFailed);
    assertThat(value(evaluation, Metric.EXACT_MATCH_SHARE)).isEqualTo(0.25);
  }
}
