package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.worker.synthesizer.StandardNormal;
import dev.syntheticdata.worker.synthesizer.condition.Pieces;
import java.util.List;

/**
 * The stretches of a standard normal variable in which its column has values asked for: those
 * between the normal quantiles of pieces of the unit interval.
 */
final class LatentPieces {

  private final List<Pieces.Piece> pieces;
  private final double[] from;
  private final double[] to;
  private final double length;

  LatentPieces(Pieces pieces) {
    this.pieces = pieces.pieces();
    this.from = this.pieces.stream().mapToDouble(p -> StandardNormal.quantile(p.from())).toArray();
    this.to = this.pieces.stream().mapToDouble(p -> StandardNormal.quantile(p.to())).toArray();
    this.length = pieces.length();
  }

  /** The probability of the pieces, without knowing anything else. */
  double length() {
    return length;
  }

  /**
   * The greatest probability that the pieces can have for a variable with some mean and this
   * deviation: each piece by itself at its middle.
   */
  double most(double deviation) {
    double sum = 0;
    for (int i = 0; i < from.length; i++) {
      double half = (to[i] - from[i]) / (2 * deviation);
      sum += Double.isInfinite(half) ? 1 : 2 * StandardNormal.cdf(half) - 1;
    }
    return Math.min(1, sum);
  }

  /** The probability of the pieces for a variable with a mean and a deviation. */
  double probability(double mean, double deviation) {
    double sum = 0;
    for (int i = 0; i < from.length; i++) {
      sum += between((from[i] - mean) / deviation, (to[i] - mean) / deviation);
    }
    return sum;
  }

  /** The probability between two, from the side where it loses no digits. */
  private static double between(double low, double high) {
    return low > 0
        ? StandardNormal.cdf(-low) - StandardNormal.cdf(-high)
        : StandardNormal.cdf(high) - StandardNormal.cdf(low);
  }

  /**
   * Draws the variable given that it is in the pieces.
   *
   * @param uniform a uniform number in (0, 1)
   * @param drawn gets the variable's deviation from the mean in units of its own, and its
   *     probability in the margin
   */
  void draw(double mean, double deviation, double uniform, double[] drawn) {
    double left = uniform * probability(mean, deviation);
    int i = 0;
    double low = 0;
    double high = 0;
    double inside = 0;
    for (; i < from.length; i++) {
      low = (from[i] - mean) / deviation;
      high = (to[i] - mean) / deviation;
      inside = between(low, high);
      if (left <= inside || i == from.length - 1) {
        break;
      }
      left -= inside;
    }
    left = Math.min(left, inside);
    double z =
        low > 0
            ? -StandardNormal.quantile(StandardNormal.cdf(-low) - left)
            : StandardNormal.quantile(StandardNormal.cdf(low) + left);
    z = Math.max(low, Math.min(high, z));
    drawn[0] = z;
    drawn[1] = Pieces.inside(pieces.get(i), StandardNormal.cdf(mean + deviation * z));
  }
}
