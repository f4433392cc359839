package dev.syntheticdata.worker.synthesizer.marginals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.EvaluationInput;
import dev.syntheticdata.worker.evaluation.Evaluator;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.split.Holdout;
import dev.syntheticdata.worker.synthesizer.FitOptions;
import dev.syntheticdata.worker.synthesizer.PrivacyOptions;
import dev.syntheticdata.worker.synthesizer.Rows;
import dev.syntheticdata.worker.table.SchemaHints;
import dev.syntheticdata.worker.table.TableReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real clinical data of 7,874 rows at epsilon 3, with nothing declared. */
class FlchainTest {

  @Test
  void whatIsMadeOfItIsUseful() {
    var table = TableReader.read(Rows.flchain(), SchemaHints.none());
    var split = Holdout.split(table, 0.2, null, 1);
    var train = table.select(split.train());
    var options =
        FitOptions.seeded(1)
            .withTargets(List.of("death"))
            .withPrivacy(new PrivacyOptions(3, 1e-6, null, 1, Map.of()));
    var model = new MarginalsFit(train, options, ExactRandom.repeatable(1)).fit();

    var evaluation =
        new Evaluator()
            .evaluate(
                new EvaluationInput(
                    train,
                    table.select(split.holdout()),
                    model.generate(0, train.rows(), 1),
                    List.of("death"),
                    1));

    assertThat(value(evaluation, Metric.ACCURACY_1WAY)).isGreaterThan(0.9);
    assertThat(value(evaluation, Metric.ACCURACY_2WAY)).isGreaterThan(0.8);
    assertThat(value(evaluation, Metric.TSTR_AUC)).isGreaterThan(0.8);
    assertThat(value(evaluation, Metric.DCR_SHARE)).isBetween(0.46, 0.54);
  }

  private static double value(Evaluation evaluation, Metric metric) {
    return ((Outcome.Computed) evaluation.results(metric).get(0).outcome()).value();
  }
}
