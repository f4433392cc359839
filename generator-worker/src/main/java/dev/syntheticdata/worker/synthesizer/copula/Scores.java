package dev.syntheticdata.worker.synthesizer.copula;

import dev.syntheticdata.worker.synthesizer.StandardNormal;
import java.util.Arrays;

/**
 * The normal scores of one latent dimension: each group of equal values gets the normal quantile of
 * its middle rank. Beside the scores stand the Hermite coefficients of the step function that turns
 * the latent normal into the score; with them the correlation of scores that a latent correlation
 * gives is a power series (Mehler's formula).
 *
 * @param rows the score of each row, NaN where it has none
 * @param hermite coefficients of the normalised probabilists' Hermite polynomials, from degree 1
 * @param variance variance of the scores; the squares of all coefficients sum up to it, but for a
 *     step function so slowly that those kept fall short of it
 * @param sum sum of the rows' scores; NaN where a row has none
 * @param sumOfSquares likewise of their squares
 */
record Scores(double[] rows, double[] hermite, double variance, double sum, double sumOfSquares) {

  /** Degrees of the series; its terms shrink like r^k. */
  static final int DEGREES = 40;

  /** Scores of ranks; rows of equal rank are a group, a negative rank is no value. */
  static Scores of(int[] ranks, int groups) {
    var counts = new long[groups];
    long total = 0;
    for (int rank : ranks) {
      if (rank >= 0) {
        counts[rank]++;
        total++;
      }
    }
    var scoreOf = new double[groups];
    var hermite = new double[DEGREES];
    long below = 0;
    var lower = new double[DEGREES];
    double mean = 0;
    double square = 0;
    for (int group = 0; group < groups; group++) {
      if (counts[group] == 0) {
        continue;
      }
      scoreOf[group] = StandardNormal.quantile((below + counts[group] / 2.0) / total);
      double share = (double) counts[group] / total;
      mean += share * scoreOf[group];
      square += share * scoreOf[group] * scoreOf[group];
      below += counts[group];
      double[] upper = tails(StandardNormal.quantile((double) below / total));
      for (int k = 0; k < DEGREES; k++) {
        hermite[k] += scoreOf[group] * (lower[k] - upper[k]);
      }
      lower = upper;
    }
    var rows = new double[ranks.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ranks[i] < 0 ? Double.NaN : scoreOf[ranks[i]];
    }
    double sum = 0;
    double sumOfSquares = 0;
    for (double score : rows) {
      sum += score;
      sumOfSquares += score * score;
    }
    return new Scores(rows, hermite, square - mean * mean, sum, sumOfSquares);
  }

  /**
   * The integrals of h_k φ from t to infinity, which are He_{k-1}(t) φ(t) / sqrt(k!), for k from 1.
   */
  private static double[] tails(double t) {
    var tails = new double[DEGREES];
    if (Double.isInfinite(t)) {
      return tails;
    }
    double density = StandardNormal.density(t);
    // h_k = He_k / sqrt(k!): h_{k+1} = (t h_k - sqrt(k) h_{k-1}) / sqrt(k+1).
    double before = 0;
    double h = 1;
    for (int k = 1; k <= DEGREES; k++) {
      tails[k - 1] = h * density / Math.sqrt(k);
      double next = (t * h - Math.sqrt(k - 1) * before) / Math.sqrt(k);
      before = h;
      h = next;
    }
    return tails;
  }

  /** Ranks of numbers: equal numbers share one; NaN gets -1. */
  static Scores ofNumbers(double[] numbers) {
    double[] distinct =
        Arrays.stream(numbers).filter(v -> !Double.isNaN(v)).sorted().distinct().toArray();
    var ranks = new int[numbers.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Double.isNaN(numbers[i]) ? -1 : Arrays.binarySearch(distinct, numbers[i]);
    }
    return of(ranks, distinct.length);
  }

  /** Whether every row has a score. */
  boolean isComplete() {
    return !Double.isNaN(sum);
  }

  /** The covariance with another dimension's score that a latent correlation gives. */
  double covariance(Scores other, double correlation) {
    double sum = 0;
    for (int k = DEGREES - 1; k >= 0; k--) {
      sum = (sum + hermite[k] * other.hermite[k]) * correlation;
    }
    return sum;
  }
}
