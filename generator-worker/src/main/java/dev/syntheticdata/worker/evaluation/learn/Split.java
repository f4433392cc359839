package dev.syntheticdata.worker.evaluation.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The best division of a node's rows by one feature.
 *
 * @param feature the feature
 * @param leftBins the bins whose rows go left, as bits
 * @param gain by how much the loss falls, in units of the loss; positive
 */
record Split(int feature, long[] leftBins, double gain) {

  private static final double LEAST_GAIN = 1e-9;

  /**
   * Added to the hessian when categories are ordered, so that rare ones do not stand at the ends.
   */
  private static final double CATEGORY_SMOOTHING = 10;

  /**
   * The best split of a node over all features, or null where none helps.
   *
   * @param histogram sums over the node's rows
   * @param categorical whether a feature's bins have no order; they are then ordered by gradient
   *     before they are cut (Fisher 1958: for squared loss the best cut is among these)
   */
  static Split best(Histograms histogram, boolean[] categorical, BoostingSettings settings) {
    Split best = null;
    for (int feature = 0; feature < categorical.length; feature++) {
      int[] order =
          categorical[feature]
              ? byGradient(histogram, feature)
              : IntStream.range(0, histogram.bins(feature)).toArray();
      var split = bestOf(histogram, feature, order, settings);
      if (split != null && (best == null || split.gain > best.gain)) {
        best = split;
      }
    }
    return best;
  }

  private static int[] byGradient(Histograms histogram, int feature) {
    return IntStream.range(0, histogram.bins(feature))
        .filter(bin -> histogram.rows(feature, bin) > 0)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer bin) ->
                    histogram.gradient(feature, bin)
                        / (histogram.hessian(feature, bin) + CATEGORY_SMOOTHING)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Split bestOf(
      Histograms histogram, int feature, int[] order, BoostingSettings settings) {
    double allG = 0;
    double allH = 0;
    double allRows = 0;
    for (int bin : order) {
      allG += histogram.gradient(feature, bin);
      allH += histogram.hessian(feature, bin);
      allRows += histogram.rows(feature, bin);
    }
    double bestGain = LEAST_GAIN;
    int bestCut = -1;
    double g = 0;
    double h = 0;
    double rows = 0;
    for (int cut = 0; cut < order.length - 1; cut++) {
      g += histogram.gradient(feature, order[cut]);
      h += histogram.hessian(feature, order[cut]);
      rows += histogram.rows(feature, order[cut]);
      if (rows < settings.minRows() || histogram.rows(feature, order[cut]) == 0) {
        continue;
      }
      if (allRows - rows < settings.minRows()) {
        break;
      }
      double gain =
          (score(g, h, settings)
                  + score(allG - g, allH - h, settings)
                  - score(allG, allH, settings))
              / 2;
      if (gain > bestGain) {
        bestGain = gain;
        bestCut = cut;
      }
    }
    return bestCut < 0
        ? null
        : new Split(feature, bits(Arrays.copyOf(order, bestCut + 1)), bestGain);
  }

  private static double score(double g, double h, BoostingSettings settings) {
    return g * g / (h + settings.lambda());
  }

  private static long[] bits(int[] bins) {
    var words = new long[FeatureBins.BINS / Long.SIZE];
    for (int bin : bins) {
      words[bin >> 6] |= 1L << (bin & 63);
    }
    return words;
  }
}
