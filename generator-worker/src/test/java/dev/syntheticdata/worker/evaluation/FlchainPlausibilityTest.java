package dev.syntheticdata.worker.evaluation;

import static dev.syntheticdata.worker.evaluation.TestTables.shuffled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.split.Holdout;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.Table;
import dev.syntheticdata.worker.table.TableReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On real clinical data: other real rows, independent columns and copied rows look like what they
 * are.
 */
class FlchainPlausibilityTest {

  private static Evaluation realRows;
  private static Evaluation independent;
  private static Evaluation copied;

  @BeforeAll
  static void evaluate() {
    var all = TableReader.read(Path.of("../examples/flchain/flchain.csv"), SchemaHints.none());
    var split = Holdout.split(all, 0.2, null, 1);
    var learned = all.select(split.train());
    var holdout = all.select(split.holdout());
    int half = learned.rows() / 2;
    // The file is sorted by age.
    int[] order = new RowSampler(1).permutation("halves", learned.rows());
    var train = learned.select(Arrays.copyOf(order, half));
    var others = learned.select(Arrays.copyOfRange(order, half, 2 * half));
    realRows = evaluate(train, holdout, others);
    independent = evaluate(train, holdout, shuffled(others, 1));
    copied = evaluate(train, holdout, train);
  }

  private static Evaluation evaluate(Table train, Table holdout, Table synthetic) {
    return new Evaluator()
        .evaluate(new EvaluationInput(train, holdout, synthetic, List.of("sex"), 1));
  }

  private static Outcome.Computed computed(Evaluation evaluation, Metric metric) {
    return (Outcome.Computed) evaluation.results(metric).get(0).outcome();
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return computed(evaluation, metric).value();
  }

  @Test
  void otherRealRowsCannotBeTold() {
    assertThat(value(realRows, Metric.DETECTION_AUC)).isBetween(0.45, 0.56);
  }

  @Test
  void otherRealRowsAreAsCloseToTheHoldoutAsToTheTrainingRows() {
    assertThat(value(realRows, Metric.DCR_SHARE)).isBetween(0.46, 0.54);
  }

  @Test
  void otherRealRowsAreAsUseful() {
    assertThat(value(realRows, Metric.TSTR_RATIO)).isGreaterThan(0.95);
  }

  @Test
  void otherRealRowsReachTheAttainableAccuracy() {
    var accuracy = computed(realRows, Metric.ACCURACY_3WAY);

    assertThat(accuracy.value()).isGreaterThan(accuracy.reference() - 0.01);
  }

  @Test
  void independentColumnsAreFoundOut() {
    assertThat(value(independent, Metric.COLUMN_SHAPES)).isGreaterThan(0.97);
    assertThat(value(independent, Metric.DETECTION_AUC)).isGreaterThan(0.95);
    assertThat(value(independent, Metric.COLUMN_PAIR_TRENDS)).isLessThan(0.92);
    assertThat(value(independent, Metric.TSTR_RATIO)).isLessThan(0.9);
  }

  @Test
  void copiedRowsAreFoundOut() {
    assertThat(value(copied, Metric.EXACT_MATCH_SHARE)).isEqualTo(1);
    assertThat(value(copied, Metric.DCR_SHARE)).isGreaterThan(0.6);
  }
}
