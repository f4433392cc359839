package dev.syntheticdata.worker.learn;

import java.util.Arrays;

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
    double bestGain = LEAST_GAIN;
    int bestFeature = -1;
    int bestCut = -1;
    int[] bestOrder = null;
    var cut = new Cut();
    for (int feature = 0; feature < categorical.length; feature++) {
      int[] order = categorical[feature] ? byGradient(histogram, feature) : null;
      cut.find(histogram, feature, order, settings);
      if (cut.gain > bestGain) {
        bestGain = cut.gain;
        bestFeature = feature;
        bestCut = cut.at;
        bestOrder = order;
      }
    }
    return bestFeature < 0 ? null : new Split(bestFeature, bits(bestOrder, bestCut + 1), bestGain);
  }

  /** The bins that have rows, by rising gradient; equal ones in their order. */
  private static int[] byGradient(Histograms histogram, int feature) {
    int bins = histogram.bins(feature);
    var keys = new double[bins];
    var order = new int[bins];
    int found = 0;
    for (int bin = 0; bin < bins; bin++) {
      if (histogram.rows(feature, bin) > 0) {
        keys[bin] =
            histogram.gradient(feature, bin)
                / (histogram.hessian(feature, bin) + CATEGORY_SMOOTHING);
        order[found++] = bin;
      }
    }
    // Mostly few; insertion keeps equal ones in order.
    for (int i = 1; i < found; i++) {
      int bin = order[i];
      int to = i;
      for (; to > 0 && Double.compare(keys[order[to - 1]], keys[bin]) > 0; to--) {
        order[to] = order[to - 1];
      }
      order[to] = bin;
    }
    return Arrays.copyOf(order, found);
  }

  /** The best place to cut a feature's bins in two. */
  private static final class Cut {
    private int at;
    private double gain;

    /**
     * Looks for it.
     *
     * @param order the bins in order; null for all as they are numbered
     */
    void find(Histograms histogram, int feature, int[] order, BoostingSettings settings) {
      gain = LEAST_GAIN;
      at = -1;
      double[] sums = histogram.sums();
      int base = histogram.offsets()[feature];
      int bins = order == null ? histogram.bins(feature) : order.length;
      double allG = 0;
      double allH = 0;
      double allRows = 0;
      for (int i = 0; i < bins; i++) {
        int cell = (base + (order == null ? i : order[i])) * Histograms.FIELDS;
        allG += sums[cell];
        allH += sums[cell + 1];
        allRows += sums[cell + 2];
      }
      double whole = score(allG, allH, settings);
      double g = 0;
      double h = 0;
      double rows = 0;
      for (int i = 0; i < bins - 1; i++) {
        int cell = (base + (order == null ? i : order[i])) * Histograms.FIELDS;
        g += sums[cell];
        h += sums[cell + 1];
        rows += sums[cell + 2];
        if (rows < settings.minRows() || sums[cell + 2] == 0) {
          continue;
        }
        if (allRows - rows < settings.minRows()) {
          break;
        }
        double here = (score(g, h, settings) + score(allG - g, allH - h, settings) - whole) / 2;
        if (here > gain) {
          gain = here;
          at = i;
        }
      }
    }
  }

  private static double score(double g, double h, BoostingSettings settings) {
    return g * g / (h + settings.lambda());
  }

  /** The first bins of an order, or of all where it is null. */
  private static long[] bits(int[] order, int count) {
    var words = new long[FeatureBins.BINS / Long.SIZE];
    for (int i = 0; i < count; i++) {
      int bin = order == null ? i : order[i];
      words[bin >> 6] |= 1L << (bin & 63);
    }
    return words;
  }
}
