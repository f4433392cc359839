package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.Interval;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Scores of members and of others: how well a score tells them apart. */
final class Ranking {

  private static final int RESAMPLES = 200;

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
    return foundAt(members, others, accused);
  }

  private static double foundAt(double[] members, double[] others, double accused) {
    int allowed = (int) Math.floor(accused * others.length + 1e-9);
    if (allowed >= others.length) {
      return 1;
    }
    double tooLow = others[others.length - 1 - allowed];
    return 1 - (double) below(members, tooLow, true) / members.length;
  }

  /** Its interval, by resampling members and others alike. */
  Interval foundInterval(double accused, Random random) {
    double[] found = new double[RESAMPLES];
    for (int i = 0; i < found.length; i++) {
      found[i] = foundAt(resampled(members, random), resampled(others, random), accused);
    }
    Arrays.sort(found);
    return new Interval(found[RESAMPLES / 40], found[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  private static double[] resampled(double[] sorted, Random random) {
    int[] times = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      times[random.nextInt(sorted.length)]++;
    }
    double[] out = new double[sorted.length];
    int at = 0;
    for (int i = 0; i < sorted.length; i++) {
      Arrays.fill(out, at, at + times[i], sorted[i]);
      at += times[i];
    }
    return out;
  }
}
