package dev.syntheticdata.worker.evaluation.learn;

import dev.syntheticdata.worker.evaluation.Interval;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's rank correlation, ties with their mean rank. */
public final class RankCorrelation {

  private RankCorrelation() {}

  /** The correlation of two equally long lists, -1 to 1; NaN where one is constant. */
  public static double of(double[] x, double[] y) {
    double[] ranksX = ranks(x);
    double[] ranksY = ranks(y);
    double mean = (x.length + 1) / 2.0;
    double product = 0;
    double squaresX = 0;
    double squaresY = 0;
    for (int i = 0; i < x.length; i++) {
      product += (ranksX[i] - mean) * (ranksY[i] - mean);
      squaresX += (ranksX[i] - mean) * (ranksX[i] - mean);
      squaresY += (ranksY[i] - mean) * (ranksY[i] - mean);
    }
    return squaresX > 0 && squaresY > 0 ? product / Math.sqrt(squaresX * squaresY) : Double.NaN;
  }

  /**
   * The 95 % interval of a correlation of {@code n} pairs by Fisher's transformation, with the
   * variance of Bonett and Wright (2000); null for fewer than five pairs.
   */
  public static Interval interval(double correlation, int n) {
    if (n < 5 || Double.isNaN(correlation)) {
      return null;
    }
    double bounded = Math.max(-0.999999, Math.min(0.999999, correlation));
    double z = Math.log((1 + bounded) / (1 - bounded)) / 2;
    double half = Interval.Z * Math.sqrt((1 + bounded * bounded / 2) / (n - 3));
    return new Interval(
        Math.min(correlation, Math.tanh(z - half)), Math.max(correlation, Math.tanh(z + half)));
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0, to; from < order.length; from = to) {
      to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
    }
    return ranks;
  }
}
