package dev.syntheticdata.worker.synthesizer.margin;

import dev.syntheticdata.worker.synthesizer.CellRandom;
import dev.syntheticdata.worker.table.Column;
import java.util.Arrays;

/**
 * A distribution of labels, in an order that the engine chose.
 *
 * @param missing share of rows without a label
 * @param codes the labels that are generated, by their codes
 * @param cumulative the share of rows with that label or one before it, ascending to 1
 */
public record LabelMargin(double missing, int[] codes, double[] cumulative) implements Margin {

  /** The code of the label at a probability. */
  public int code(double probability) {
    return codes[position(probability)];
  }

  /** The position of that label. */
  public int position(double probability) {
    int found = Arrays.binarySearch(cumulative, probability);
    return Math.min(codes.length - 1, found >= 0 ? found : -found - 1);
  }

  @Override
  public boolean modelled() {
    return true;
  }

  @Override
  public Column fill(long firstRow, double[] values, double[] missingness, CellRandom spare) {
    var filled = new int[values.length];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = isMissing(missingness[i]) ? -1 : code(values[i]);
    }
    return Column.ofCodes(filled);
  }

  /** The same labels with the same shares in another order. */
  public LabelMargin inOrder(int[] order) {
    var reordered = new int[codes.length];
    var sums = new double[codes.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      int old = order[i];
      reordered[i] = codes[old];
      sum += cumulative[old] - (old == 0 ? 0 : cumulative[old - 1]);
      sums[i] = sum;
    }
    sums[order.length - 1] = 1;
    return new LabelMargin(missing, reordered, sums);
  }
}
