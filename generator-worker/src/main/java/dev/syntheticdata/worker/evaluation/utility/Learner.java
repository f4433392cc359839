package dev.syntheticdata.worker.evaluation.utility;

import dev.syntheticdata.worker.learn.BoostedTrees;
import dev.syntheticdata.worker.learn.BoostingSettings;
import dev.syntheticdata.worker.learn.LinearModel;
import dev.syntheticdata.worker.learn.Loss;
import dev.syntheticdata.worker.table.Table;
import java.util.List;

/** What learns from rows: a model that finds interactions by itself, and one that sees none. */
enum Learner {
  /** Gradient boosted trees. */
  BOOSTED {
    @Override
    Scores learn(Table training, Table test, List<Integer> features, double[] labels, Loss loss) {
      var model = BoostedTrees.fit(training, features, labels, loss, BoostingSettings.DEFAULT);
      return new Scores(model.score(test), model.importances());
    }
  },
  /** Logistic regression for classes, ridge regression for numbers, with a penalty of 1. */
  LINEAR {
    @Override
    Scores learn(Table training, Table test, List<Integer> features, double[] labels, Loss loss) {
      var model = LinearModel.fit(training, features, labels, loss, PENALTY);
      return new Scores(model.score(test), null);
    }
  };

  private static final double PENALTY = 1;

  /**
   * What a model says of the test rows.
   *
   * @param scores a score per test row: log odds or prediction
   * @param importances gain by feature; null where the learner has none
   */
  record Scores(double[] scores, double[] importances) {}

  /**
   * Learns and predicts.
   *
   * @param labels what to predict, one per training row
   */
  abstract Scores learn(
      Table training, Table test, List<Integer> features, double[] labels, Loss loss);
}
