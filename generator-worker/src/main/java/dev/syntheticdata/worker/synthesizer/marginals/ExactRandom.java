package dev.syntheticdata.worker.synthesizer.marginals;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Random choices of exactly the stated probability, in whole numbers: floating-point arithmetic
 * would leave traces of the exact value in the noise (Mironov: On significance of the least
 * significant bits for differential privacy, 2012). The methods are those of Canonne, Kamath and
 * Steinke: The discrete Gaussian for differential privacy, 2020, section 5.
 */
final class ExactRandom {

  private static final int BITS = 62;
  private static final int BUFFER = 1 << 13;

  private final Random source;
  private final byte[] buffer = new byte[BUFFER];
  private int next = BUFFER;

  private ExactRandom(Random source) {
    this.source = source;
  }

  /** Numbers nobody can foresee or repeat. */
  static ExactRandom secure() {
    return new ExactRandom(new SecureRandom());
  }

  /** Numbers of a seed: for tests of distributions, never for noise that must be secret. */
  static ExactRandom repeatable(long seed) {
    return new ExactRandom(new Random(seed));
  }

  private long bits() {
    if (next == BUFFER) {
      source.nextBytes(buffer);
      next = 0;
    }
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << 8 | buffer[next++] & 0xFF;
    }
    return bits >>> (Long.SIZE - BITS);
  }

  /** A number from 0 to below a bound, all with the same probability. */
  long below(long bound) {
    if (bound <= 0 || bound > 1L << BITS) {
      throw new IllegalArgumentException("no bound: " + bound);
    }
    long most = (1L << BITS) / bound * bound;
    long drawn = bits();
    while (drawn >= most) {
      drawn = bits();
    }
    return drawn % bound;
  }

  /** True with a probability that is a fraction of at most 1. */
  boolean bernoulli(BigInteger numerator, BigInteger denominator) {
    BigInteger rest = numerator;
    while (true) {
      var parts = rest.shiftLeft(BITS).divideAndRemainder(denominator);
      long threshold = parts[0].longValueExact();
      long drawn = bits();
      if (drawn != threshold) {
        return drawn < threshold;
      }
      // As far as these bits tell it could be either: the next ones decide.
      rest = parts[1];
    }
  }

  /** True with probability exp(-1). */
  private boolean exp1() {
    long k = 1;
    while (below(k) == 0) {
      k++;
    }
    return k % 2 == 1;
  }

  /** True with probability exp(-numerator/denominator). */
  boolean exp(BigInteger numerator, BigInteger denominator) {
    var parts = numerator.divideAndRemainder(denominator);
    // As many factors of exp(-1) as there are wholes; after a few dozen it is false anyway.
    for (var whole = parts[0]; whole.signum() > 0; whole = whole.subtract(BigInteger.ONE)) {
      if (!exp1()) {
        return false;
      }
    }
    if (parts[1].signum() == 0) {
      return true;
    }
    long k = 1;
    while (bernoulli(parts[1], denominator.multiply(BigInteger.valueOf(k)))) {
      k++;
    }
    return k % 2 == 1;
  }

  /** True with probability exp(-numerator/denominator), the fraction below 1. */
  private boolean expBelow1(long numerator, long denominator) {
    long k = 1;
    while (below(denominator * k) < numerator) {
      k++;
    }
    return k % 2 == 1;
  }

  /** A whole number x with probability in proportion to exp(-|x|/scale). */
  long laplace(long scale) {
    while (true) {
      long part = below(scale);
      if (!expBelow1(part, scale)) {
        continue;
      }
      long wholes = 0;
      while (exp1()) {
        wholes++;
      }
      long magnitude = part + scale * wholes;
      boolean negative = below(2) == 1;
      if (!negative || magnitude != 0) {
        return negative ? -magnitude : magnitude;
      }
    }
  }

  /**
   * A whole number x with probability in proportion to exp(-x²/2σ²).
   *
   * @param variance the fraction σ²
   */
  long gaussian(Variance variance) {
    long scale = (long) Math.floor(Math.sqrt(variance.value())) + 1;
    var t = BigInteger.valueOf(scale);
    var s = BigInteger.valueOf(variance.numerator());
    var d = BigInteger.valueOf(Variance.DENOMINATOR);
    var denominator = s.multiply(d).multiply(t).multiply(t).shiftLeft(1);
    while (true) {
      long drawn = laplace(scale);
      // (|x| - σ²/t)² / 2σ² with σ² = s/d
      var distance = BigInteger.valueOf(Math.abs(drawn)).multiply(t).multiply(d).subtract(s);
      if (exp(distance.multiply(distance), denominator)) {
        return drawn;
      }
    }
  }

  /**
   * The variance parameter of Gaussian noise as a fraction.
   *
   * @param numerator above 0
   */
  record Variance(long numerator) {

    static final long DENOMINATOR = 1 << 10;

    /** The least such fraction that is not below a value. */
    static Variance atLeast(double value) {
      return new Variance(Math.max(1, (long) Math.ceil(value * DENOMINATOR)));
    }

    double value() {
      return (double) numerator / DENOMINATOR;
    }

    double sigma() {
      return Math.sqrt(value());
    }
  }
}
