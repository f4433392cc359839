package dev.syntheticdata.worker.learn;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Sums the rows of nodes into {@link Histograms}, whose arrays are used again. Every sum takes the
 * rows in their order, whatever else is summed beside it.
 */
final class HistogramSums {

  /** Features summed in one pass: their sums do not wait for each other. */
  private static final int TOGETHER = 4;

  private static final int FIELDS = Histograms.FIELDS;

  private final BinnedRows data;
  private final int[] offsets;
  private final double[] gradients;
  private final double[] hessians;
  private final ArrayDeque<double[]> free = new ArrayDeque<>();

  HistogramSums(BinnedRows data) {
    this.data = data;
    this.offsets = new int[data.features() + 1];
    for (int feature = 0; feature < data.features(); feature++) {
      offsets[feature + 1] = offsets[feature] + data.counts()[feature];
    }
    this.gradients = new double[data.rows()];
    this.hessians = new double[data.rows()];
  }

  /** Lets the array of a histogram be used again; null does nothing. */
  void release(Histograms histogram) {
    if (histogram != null) {
      free.push(histogram.sums());
    }
  }

  /** Sums over the rows at {@code order[from]} to {@code order[to - 1]}. */
  Histograms of(int[] order, int from, int to, double[] ofGradients, double[] ofHessians) {
    // Once for all features, so that each pass reads them one after another.
    for (int i = from; i < to; i++) {
      gradients[i] = ofGradients[order[i]];
      hessians[i] = ofHessians[order[i]];
    }
    double[] sums = cleared();
    int feature = 0;
    for (; feature + TOGETHER <= data.features(); feature += TOGETHER) {
      addFour(sums, feature, order, from, to);
    }
    for (; feature < data.features(); feature++) {
      addOne(sums, feature, order, from, to);
    }
    return new Histograms(offsets, sums);
  }

  private double[] cleared() {
    double[] sums = free.poll();
    if (sums == null) {
      return new double[offsets[data.features()] * FIELDS];
    }
    Arrays.fill(sums, 0);
    return sums;
  }

  private void addOne(double[] sums, int feature, int[] order, int from, int to) {
    byte[] bins = data.bins()[feature];
    int base = offsets[feature];
    for (int i = from; i < to; i++) {
      add(sums, (base + (bins[order[i]] & 0xFF)) * FIELDS, gradients[i], hessians[i]);
    }
  }

  private void addFour(double[] sums, int feature, int[] order, int from, int to) {
    byte[] bins0 = data.bins()[feature];
    byte[] bins1 = data.bins()[feature + 1];
    byte[] bins2 = data.bins()[feature + 2];
    byte[] bins3 = data.bins()[feature + 3];
    int base0 = offsets[feature];
    int base1 = offsets[feature + 1];
    int base2 = offsets[feature + 2];
    int base3 = offsets[feature + 3];
    for (int i = from; i < to; i++) {
      int row = order[i];
      double g = gradients[i];
      double h = hessians[i];
      add(sums, (base0 + (bins0[row] & 0xFF)) * FIELDS, g, h);
      add(sums, (base1 + (bins1[row] & 0xFF)) * FIELDS, g, h);
      add(sums, (base2 + (bins2[row] & 0xFF)) * FIELDS, g, h);
      add(sums, (base3 + (bins3[row] & 0xFF)) * FIELDS, g, h);
    }
  }

  private static void add(double[] sums, int at, double gradient, double hessian) {
    sums[at] += gradient;
    sums[at + 1] += hessian;
    sums[at + 2]++;
  }
}
