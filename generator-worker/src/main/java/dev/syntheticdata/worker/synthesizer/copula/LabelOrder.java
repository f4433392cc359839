package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.worker.synthesizer.margin.LabelMargin;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Orders the labels of a column so that a monotone relation to the other columns exists where it
 * can: by the mean, over a label's rows, of the other columns' scores weighted by their correlation
 * with this column (alternating least squares, as in optimal scaling). Labels have no order of
 * their own, and a copula sees no relation but along an order.
 */
final class LabelOrder {

  private LabelOrder() {}

  /**
   * The margin with its labels in a better order.
   *
   * @param codes the column
   * @param guide for each row what the other columns say about it; NaN for nothing
   */
  static LabelMargin order(LabelMargin margin, int[] codes, double[] guide) {
    int size = margin.codes().length;
    var positionOf = new int[Arrays.stream(margin.codes()).max().orElse(0) + 1];
    Arrays.fill(positionOf, -1);
    for (int i = 0; i < size; i++) {
      positionOf[margin.codes()[i]] = i;
    }
    var sums = new double[size];
    var counts = new int[size];
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      int position = code < 0 || code >= positionOf.length ? -1 : positionOf[code];
      if (position >= 0 && !Double.isNaN(guide[row])) {
        sums[position] += guide[row];
        counts[position]++;
      }
    }
    var order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.<Integer>comparingDouble(i -> counts[i] == 0 ? 0 : sums[i] / counts[i])
            .thenComparing(i -> i));
    return margin.inOrder(Arrays.stream(order).mapToInt(Integer::intValue).toArray());
  }
}
