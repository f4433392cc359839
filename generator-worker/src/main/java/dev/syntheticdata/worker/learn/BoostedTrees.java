package dev.syntheticdata.worker.learn;

import dev.syntheticdata.worker.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Gradient boosted regression trees (Friedman 2001) on binned features. No randomness: the same
 * rows give the same model.
 */
public final class BoostedTrees {

  private final FeatureBins bins;
  private final double start;
  private final List<Tree> trees;
  private final double[] gains;

  private BoostedTrees(FeatureBins bins, double start, List<Tree> trees, double[] gains) {
    this.bins = bins;
    this.start = start;
    this.trees = trees;
    this.gains = gains;
  }

  /**
   * Learns.
   *
   * @param table rows to learn from; at least one
   * @param features positions of the columns to predict from
   * @param labels what to predict, one per row: 0 or 1 for {@link Loss#LOGISTIC}, any finite number
   *     for {@link Loss#SQUARED}
   */
  public static BoostedTrees fit(
      Table table, List<Integer> features, double[] labels, Loss loss, BoostingSettings settings) {
    var bins = FeatureBins.fit(table, features);
    return fit(bins, bins.apply(table), labels, loss, settings);
  }

  /** The same of rows whose bins are known; such a model scores no table. */
  public static BoostedTrees fit(
      BinnedRows rows, double[] labels, Loss loss, BoostingSettings settings) {
    return fit(null, rows, labels, loss, settings);
  }

  private static BoostedTrees fit(
      FeatureBins bins, BinnedRows rows, double[] labels, Loss loss, BoostingSettings settings) {
    double start = loss.start(labels);
    var scores = new double[labels.length];
    Arrays.fill(scores, start);
    var gradients = new double[labels.length];
    var hessians = new double[labels.length];
    var grower = new TreeGrower(rows, settings);
    var trees = new ArrayList<Tree>(settings.trees());
    for (int t = 0; t < settings.trees(); t++) {
      loss.derivatives(labels, scores, gradients, hessians);
      trees.add(grower.grow(gradients, hessians, scores));
    }
    return new BoostedTrees(bins, start, trees, grower.gains());
  }

  /**
   * By how much each feature's splits lowered the loss while the model was grown (gain), in the
   * order of the features it was given; all 0 where it has no split.
   */
  public double[] importances() {
    return gains.clone();
  }

  /** The score that trees are added to. */
  public double start() {
    return start;
  }

  /** The trees, whose answers are added up. */
  public List<Tree> trees() {
    return Collections.unmodifiableList(trees);
  }

  /** The score of each row: log odds or prediction, by the loss. */
  public double[] score(Table table) {
    var rows = bins.apply(table);
    var scores = new double[rows.rows()];
    Arrays.fill(scores, start);
    // A tree at a time, which stays near.
    for (var tree : trees) {
      for (int row = 0; row < scores.length; row++) {
        scores[row] += tree.predict(rows, row);
      }
    }
    return scores;
  }
}
