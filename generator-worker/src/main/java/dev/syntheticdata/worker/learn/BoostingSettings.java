package dev.syntheticdata.worker.learn;

/**
 * Size and caution of a boosted model.
 *
 * @param trees number of trees
 * @param depth splits on a path, at most
 * @param learningRate what of a tree's answer is taken, 0 to 1
 * @param lambda L2 penalty on a leaf's value
 * @param minRows rows in a leaf, at least
 */
public record BoostingSettings(
    int trees, int depth, double learningRate, double lambda, int minRows) {

  /** 100 trees of depth 5: enough for tables, a second on 50 000 rows of 15 columns. */
  public static final BoostingSettings DEFAULT = new BoostingSettings(100, 5, 0.1, 1.0, 20);
}
