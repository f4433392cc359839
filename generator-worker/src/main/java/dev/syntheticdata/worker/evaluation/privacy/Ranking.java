package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.Interval;
import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Scores of members and of others: how well a score tells them apart. */
final class Ranking {

  /** What an interval leaves out at either end. */
  private static final double TAIL = 0.025;

  private final double[] members;
  private final double[] others;

  /**
   * @param members scores of rows that were learned from, at least two
   * @param others scores of rows that were not, at least two
   */
  Ranking(double[] members, double[] others) {
    this.members = members.clone();
    this.others = others.clone();
    Arrays.sort(this.members);
    Arrays.sort(this.others);
  }

  /** Area under the ROC curve: the share of pairs in which the member scores higher, ties half. */
  double area() {
    return Arrays.stream(shares(members, others)).average().orElseThrow();
  }

  /**
   * Interval of the area by the variance of DeLong, DeLong and Clarke-Pearson (1988).
   *
   * @param comparisons how many areas are looked at together (Bonferroni)
   */
  Interval interval(int comparisons) {
    double error =
        new NormalDistribution().inverseCumulativeProbability(1 - 0.025 / comparisons)
            * Math.sqrt(
                variance(shares(members, others)) / members.length
                    + variance(shares(others, members)) / others.length);
    double area = area();
    return new Interval(Math.max(0, area - error), Math.min(1, area + error));
  }

  /** For each score the share of some sorted ones that are below, those equal counting half. */
  private static double[] shares(double[] scores, double[] sorted) {
    return Arrays.stream(scores)
        .map(s -> (below(sorted, s, false) + below(sorted, s, true)) / (2.0 * sorted.length))
        .toArray();
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double sum = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return sum / (values.length - 1);
  }

  /** How many are below a score, or equal to it as well. */
  private static int below(double[] sorted, double score, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || orEqual && sorted[middle] == score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The greatest share of members found while no more than this share of the others is accused. */
  double foundAt(double accused) {
    int allowed = allowed(others.length, accused);
    return allowed >= others.length ? 1 : (double) foundAbove(allowed) / members.length;
  }

  /**
   * Its interval at 95 %. What is unsure is both which share of the others the threshold accuses,
   * which is a score of one of them, and which share of all members is above it. Resampling knows
   * little of the first where few of the others are above. Here the share accused is bounded by the
   * beta distribution of order statistics, without a guess at how scores are distributed.
   *
   * <p>Lower end: the two errors combined (Zou and Donner 2008), that of the threshold being how
   * many fewer are found by one that surely accuses no more than it may. Where there is none, the
   * strictest is taken, less what it may accuse too many. Upper end: both bounds at half the error.
   */
  Interval foundInterval(double accused) {
    int n = others.length;
    double found = foundAt(accused);
    int allowed = allowed(n, accused);
    int strict = allowed;
    while (strict > 0 && shareAbove(strict, n, 1 - TAIL) > accused) {
      strict--;
    }
    double tooMany = Math.max(0, shareAbove(strict, n, 1 - TAIL) - accused);
    double surely = Math.max(0, foundAbove(strict) / (double) members.length - tooMany);
    int hits = foundAbove(allowed);
    double least =
        hits == 0
            ? 0
            : new BetaDistribution(hits, members.length - hits + 1)
                .inverseCumulativeProbability(TAIL);
    double low = Math.max(0, found - Math.hypot(found - least, found - surely));
    int lenient = allowed;
    while (lenient < n - 1 && shareAbove(lenient, n, TAIL / 2) < accused) {
      lenient++;
    }
    int most = foundAbove(lenient);
    double high =
        most == members.length
            ? 1
            : new BetaDistribution(most + 1, members.length - most)
                .inverseCumulativeProbability(1 - TAIL / 2);
    return new Interval(low, Math.max(high, found));
  }

  /** Quantile of the share of all others that is above the score which so many of n are above. */
  private static double shareAbove(int above, int n, double probability) {
    return new BetaDistribution(above + 1.0, n - above).inverseCumulativeProbability(probability);
  }

  /** Members above the score that so many of the others are above. */
  private int foundAbove(int above) {
    return members.length - below(members, others[others.length - 1 - above], true);
  }

  private static int allowed(int others, double accused) {
    return (int) Math.floor(accused * others + 1e-9);
  }
}
