package dev.syntheticdata.worker.synthesizer.marginals;

import dev.syntheticdata.task.PrivacyLoss;
import dev.syntheticdata.worker.synthesizer.StandardNormal;
import dev.syntheticdata.worker.synthesizer.marginals.ExactRandom.Variance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The questions that may be asked of the source, answered with noise, each paid from one budget.
 * Neighbouring tables differ by all rows of one unit, at most {@code bound} rows, added or removed.
 * So the counts of a table, in which a row is at most once, differ by at most {@code bound} in
 * Euclidean length: all rows in one cell.
 */
final class Mechanisms {

  /** Rounding of sums of doubles is no overspending. */
  private static final double SLACK = 1e-9;

  /** Resolution of the exponential mechanism's parameter, rounded down to it. */
  private static final int EPSILON_BITS = 30;

  private final ExactRandom random;
  private final PrivacyLoss budget;
  private final int bound;
  private final List<Measured> measured = new ArrayList<>();
  private PrivacyLoss spent = PrivacyLoss.NONE;

  /**
   * @param bound rows of one unit, at most
   */
  Mechanisms(ExactRandom random, PrivacyLoss budget, int bound) {
    this.random = random;
    this.budget = budget;
    this.bound = bound;
  }

  PrivacyLoss budget() {
    return budget;
  }

  /** What was spent so far. */
  PrivacyLoss spent() {
    return spent;
  }

  /** What was asked so far. */
  List<Measured> measured() {
    return List.copyOf(measured);
  }

  /** The noise of a measurement that costs so much, as a standard deviation in rows. */
  double sigma(double rho) {
    return variance(rho).sigma();
  }

  private Variance variance(double rho) {
    return Variance.atLeast((double) bound * bound / (2 * rho));
  }

  private double cost(Variance variance) {
    return (double) bound * bound / (2 * variance.value());
  }

  /**
   * Counts with noise.
   *
   * @param counts rows by cell, each row in at most one
   * @param rho what may be spent
   */
  long[] count(Measured.Purpose purpose, List<String> columns, long[] counts, double rho) {
    var variance = variance(rho);
    pay(
        new Measured(
            purpose,
            columns,
            Measured.Mechanism.DISCRETE_GAUSSIAN,
            counts.length,
            variance.sigma(),
            cost(variance),
            0));
    return noisy(counts, variance);
  }

  private long[] noisy(long[] counts, Variance variance) {
    var noisy = new long[counts.length];
    Arrays.setAll(noisy, i -> counts[i] + random.gaussian(variance));
    return noisy;
  }

  /**
   * Which of the values of the source have many rows. Values of fewer than {@code leastRows} rows
   * are left out; a value is kept where its count with noise reaches a threshold so high that one
   * unit alone, by bringing a value up to {@code leastRows}, gets it over with a probability of at
   * most delta. The tail of the discrete Gaussian at m is at most that of the normal distribution
   * at m - 1 (Canonne, Kamath, Steinke, proposition 25).
   *
   * @param counts rows by value, of values that are there
   * @param rho what may be spent
   * @param delta what may be spent of delta
   * @return positions of the values that are kept, ascending
   */
  int[] frequent(List<String> columns, long[] counts, int leastRows, double rho, double delta) {
    var variance = variance(rho);
    // A unit touches at most so many values as it has rows.
    double tail = -StandardNormal.quantile(delta / bound) * variance.sigma();
    double threshold = leastRows + bound + tail;
    int[] kept =
        IntStream.range(0, counts.length)
            .filter(i -> counts[i] >= leastRows)
            .filter(i -> counts[i] + random.gaussian(variance) >= threshold)
            .toArray();
    pay(
        new Measured(
            Measured.Purpose.DOMAIN,
            columns,
            Measured.Mechanism.PARTITION_SELECTION,
            kept.length,
            variance.sigma(),
            cost(variance),
            delta));
    return kept;
  }

  /**
   * Chooses one of several by their scores, by the exponential mechanism (McSherry, Talwar 2007),
   * drawn by rejection. Its cost is ε²/8 as zCDP (Cesar, Rogers: Bounding, concentrating, and
   * truncating, 2021).
   *
   * @param columns names of the columns that an alternative concerns, for the books
   * @param scores higher is better
   * @param unit how much a score changes by one row, at most
   * @param rho what may be spent
   */
  int choose(IntFunction<List<String>> columns, long[] scores, long unit, double rho) {
    long numerator = (long) Math.floor(Math.sqrt(8 * rho) * (1 << EPSILON_BITS));
    double epsilon = (double) numerator / (1 << EPSILON_BITS);
    long best = Arrays.stream(scores).max().orElseThrow();
    var denominator = BigInteger.valueOf(2 * unit * bound).shiftLeft(EPSILON_BITS);
    while (true) {
      int drawn = (int) random.below(scores.length);
      var loss = BigInteger.valueOf(best - scores[drawn]).multiply(BigInteger.valueOf(numerator));
      if (random.exp(loss, denominator)) {
        pay(
            new Measured(
                Measured.Purpose.EDGE,
                columns.apply(drawn),
                Measured.Mechanism.EXPONENTIAL,
                scores.length,
                null,
                epsilon * epsilon / 8,
                0));
        return drawn;
      }
    }
  }

  private void pay(Measured question) {
    var after = spent.plus(new PrivacyLoss(question.rho(), question.delta()));
    if (after.rho() > budget.rho() * (1 + SLACK) || after.delta() > budget.delta() * (1 + SLACK)) {
      throw new IllegalStateException("the budget is spent: " + after + " of " + budget);
    }
    spent = after;
    measured.add(question);
  }
}
