package dev.syntheticdata.worker.evaluation.drift;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * How far the distribution of a column is from a reference, over the bins of the reference: the
 * population stability index with counts smoothed by a half, the Jensen-Shannon distance to base 2,
 * and for ordered values the Wasserstein distance between the outermost edges over their distance.
 *
 * @param psi sum of (p - q) ln(p / q), at least 0
 * @param jensenShannon 0 to 1
 * @param wasserstein 0 to 1; NaN for categories and where there are no two edges
 */
record ColumnDrift(double psi, double jensenShannon, double wasserstein) {

  /** The drift between two lists of counts over the same bins. */
  static ColumnDrift of(long[] reference, long[] now, double[] edges) {
    double[] p = shares(reference);
    double[] q = shares(now);
    double psi = 0;
    double divergence = 0;
    for (int bin = 0; bin < p.length; bin++) {
      psi += (p[bin] - q[bin]) * Math.log(p[bin] / q[bin]);
      double mean = (p[bin] + q[bin]) / 2;
      divergence += (p[bin] * Math.log(p[bin] / mean) + q[bin] * Math.log(q[bin] / mean)) / 2;
    }
    return new ColumnDrift(
        psi, Math.sqrt(Math.max(0, divergence) / Math.log(2)), wasserstein(reference, now, edges));
  }

  /** Smoothed, so that an empty bin is no infinity. */
  private static double[] shares(long[] counts) {
    double total = LongStream.of(counts).sum() + counts.length / 2.0;
    return LongStream.of(counts).mapToDouble(count -> (count + 0.5) / total).toArray();
  }

  private static double wasserstein(long[] reference, long[] now, double[] edges) {
    double[] below = below(reference, edges);
    double[] belowNow = below(now, edges);
    if (below == null || belowNow == null) {
      return Double.NaN;
    }
    double area = 0;
    for (int i = 0; i + 1 < edges.length; i++) {
      double here = Math.abs(below[i] - belowNow[i]);
      double there = Math.abs(below[i + 1] - belowNow[i + 1]);
      area += (here + there) / 2 * (edges[i + 1] - edges[i]);
    }
    return area / (edges[edges.length - 1] - edges[0]);
  }

  /** Share of the values present that are at most each edge; null where there is nothing. */
  private static double[] below(long[] counts, double[] edges) {
    double total = LongStream.of(counts).limit(counts.length - 1).sum();
    if (edges == null || edges.length < 2 || total == 0) {
      return null;
    }
    double[] below = new double[edges.length];
    long sum = 0;
    for (int i = 0; i < edges.length; i++) {
      sum += counts[i];
      below[i] = sum / total;
    }
    return below;
  }

  /**
   * What two samples of these sizes from the distribution of the reference are expected to differ
   * by: (K - 1)(1/n + 1/m) for the index, what follows from it for the Jensen-Shannon distance, and
   * the mean absolute difference of normal variables for the Wasserstein distance.
   */
  static ColumnDrift expected(long[] reference, long[] now, double[] edges) {
    double n = LongStream.of(reference).sum();
    double m = LongStream.of(now).sum();
    long used = LongStream.of(reference).filter(count -> count > 0).count();
    double rate = 1 / n + 1 / m;
    double psi = Math.max(0, used - 1) * rate;
    double[] below = below(reference, edges);
    double wasserstein = Double.NaN;
    if (below != null) {
      double area = 0;
      for (int i = 0; i + 1 < edges.length; i++) {
        double here = Math.sqrt(2 / Math.PI * below[i] * (1 - below[i]) * rate);
        double there = Math.sqrt(2 / Math.PI * below[i + 1] * (1 - below[i + 1]) * rate);
        area += (here + there) / 2 * (edges[i + 1] - edges[i]);
      }
      wasserstein = area / (edges[edges.length - 1] - edges[0]);
    }
    return new ColumnDrift(psi, Math.sqrt(psi / (8 * Math.log(2))), wasserstein);
  }

  /** The counts of another sample of the same size, about normal in each bin. */
  static long[] resampled(long[] counts, Random random) {
    return Arrays.stream(counts)
        .map(count -> Math.max(0, Math.round(count + Math.sqrt(count) * random.nextGaussian())))
        .toArray();
  }
}
