package dev.syntheticdata.worker.evaluation.privacy;

import dev.syntheticdata.worker.evaluation.Interval;
import dev.syntheticdata.worker.table.Entities;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Scores of members and of others: how well a score tells them apart. Where rows are about
 * entities, these are the independent observations of the intervals.
 */
final class Ranking {

  private static final int RESAMPLES = 200;

  /** What an interval leaves out at either end. */
  private static final double TAIL = 0.025;

  private final double[] members;
  private final double[] others;
  private final int[] ofMembers;
  private final int[] ofOthers;

  /**
   * @param members scores of rows that were learned from, at least two
   * @param others scores of rows that were not, at least two
   */
  Ranking(double[] members, double[] others) {
    this(members, null, others, null);
  }

  /**
   * @param members scores of rows that were learned from, at least two
   * @param ofMembers whom they are about; null where each is about someone of its own
   * @param others scores of rows that were not, at least two
   * @param ofOthers whom they are about
   */
  Ranking(double[] members, Entities ofMembers, double[] others, Entities ofOthers) {
    int[] order = sorted(members);
    int[] otherOrder = sorted(others);
    this.members = Arrays.stream(order).mapToDouble(i -> members[i]).toArray();
    this.others = Arrays.stream(otherOrder).mapToDouble(i -> others[i]).toArray();
    this.ofMembers = numbered(order, ofMembers);
    this.ofOthers = numbered(otherOrder, ofOthers);
  }

  private static int[] sorted(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scores[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whom the rows are about, from 0 without gaps; null where each is about someone of its own. */
  private static int[] numbered(int[] rows, Entities entities) {
    if (entities == null) {
      return null;
    }
    int[] numbers = new int[entities.count()];
    Arrays.fill(numbers, -1);
    int next = 0;
    int[] of = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int entity = entities.ofRow()[rows[i]];
      numbers[entity] = numbers[entity] < 0 ? next++ : numbers[entity];
      of[i] = numbers[entity];
    }
    return of;
  }

  /** Area under the ROC curve: the share of pairs in which the member scores higher, ties half. */
  double area() {
    return Arrays.stream(shares(members, others)).average().orElseThrow();
  }

  /**
   * Interval of the area by the variance of DeLong, DeLong and Clarke-Pearson (1988), with rows
   * that belong together by that of Obuchowski (1997).
   *
   * @param comparisons how many areas are looked at together (Bonferroni)
   */
  Interval interval(int comparisons) {
    double error =
        new NormalDistribution().inverseCumulativeProbability(1 - 0.025 / comparisons)
            * Math.sqrt(
                variance(shares(members, others), ofMembers)
                    + variance(shares(others, members), ofOthers));
    double area = area();
    return new Interval(Math.max(0, area - error), Math.min(1, area + error));
  }

  /** For each score the share of some sorted ones that are below, those equal counting half. */
  private static double[] shares(double[] scores, double[] sorted) {
    return Arrays.stream(scores)
        .map(s -> (below(sorted, s, false) + below(sorted, s, true)) / (2.0 * sorted.length))
        .toArray();
  }

  /** The variance of the mean of some values; at most that of a share where one entity has all. */
  private static double variance(double[] values, int[] entities) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double[] sums = entities == null ? new double[values.length] : new double[count(entities)];
    for (int i = 0; i < values.length; i++) {
      sums[entities == null ? i : entities[i]] += values[i] - mean;
    }
    double squares = Arrays.stream(sums).map(v -> v * v).sum();
    double n = sums.length;
    return n < 2 ? 0.25 : squares * n / (n - 1) / values.length / values.length;
  }

  private static int count(int[] entities) {
    return Arrays.stream(entities).max().orElseThrow() + 1;
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
    return foundInterval(accused, 1);
  }

  /** Its interval as one of many, widened for their number (Bonferroni), of independent rows. */
  Interval foundInterval(double accused, int comparisons) {
    double tail = TAIL / comparisons;
    int n = others.length;
    double found = foundAt(accused);
    int allowed = allowed(n, accused);
    int strict = allowed;
    while (strict > 0 && shareAbove(strict, n, 1 - tail) > accused) {
      strict--;
    }
    double tooMany = Math.max(0, shareAbove(strict, n, 1 - tail) - accused);
    double surely = Math.max(0, foundAbove(strict) / (double) members.length - tooMany);
    int hits = foundAbove(allowed);
    double least =
        hits == 0
            ? 0
            : new BetaDistribution(hits, members.length - hits + 1)
                .inverseCumulativeProbability(tail);
    double low = Math.max(0, found - Math.hypot(found - least, found - surely));
    int lenient = allowed;
    while (lenient < n - 1 && shareAbove(lenient, n, tail / 2) < accused) {
      lenient++;
    }
    int most = foundAbove(lenient);
    double high =
        most == members.length
            ? 1
            : new BetaDistribution(most + 1, members.length - most)
                .inverseCumulativeProbability(1 - tail / 2);
    return new Interval(low, Math.max(high, found));
  }

  /** Its interval; where rows are about entities, by resampling these. */
  Interval foundInterval(double accused, Random random) {
    if (ofMembers == null) {
      return foundInterval(accused);
    }
    double[] found = new double[RESAMPLES];
    for (int i = 0; i < found.length; i++) {
      found[i] =
          new Ranking(resampled(members, ofMembers, random), resampled(others, ofOthers, random))
              .foundAt(accused);
    }
    Arrays.sort(found);
    return new Interval(found[RESAMPLES / 40], found[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  private static double[] resampled(double[] sorted, int[] entities, Random random) {
    int[] times = new int[count(entities)];
    for (int i = 0; i < times.length; i++) {
      times[random.nextInt(times.length)]++;
    }
    double[] out = new double[sorted.length * 2];
    int at = 0;
    for (int i = 0; i < sorted.length; i++) {
      int copies = times[entities[i]];
      out = at + copies > out.length ? Arrays.copyOf(out, 2 * (at + copies)) : out;
      Arrays.fill(out, at, at + copies, sorted[i]);
      at += copies;
    }
    return Arrays.copyOf(out, at);
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
