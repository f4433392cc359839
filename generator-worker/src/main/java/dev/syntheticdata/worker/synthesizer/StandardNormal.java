package dev.syntheticdata.worker.synthesizer;

/**
 * The standard normal distribution, in arithmetic that gives the same bits on every Java platform
 * ({@link StrictMath} where a function is not exact).
 */
public final class StandardNormal {

  private static final double SQRT_TWO_PI = 2.5066282746310002;

  private StandardNormal() {}

  /** The density at z. */
  public static double density(double z) {
    return StrictMath.exp(-0.5 * z * z) / SQRT_TWO_PI;
  }

  /**
   * The probability of a value below z: G. West, Better approximations to cumulative normal
   * functions, 2005, after J. F. Hart 1968; absolute error below 1e-14.
   */
  public static double cdf(double z) {
    double x = Math.abs(z);
    if (x > 37) {
      return z > 0 ? 1 : 0;
    }
    double e = StrictMath.exp(-0.5 * x * x);
    double tail;
    if (x < 7.07106781186547) {
      double n = 3.52624965998911e-02 * x + 0.700383064443688;
      n = n * x + 6.37396220353165;
      n = n * x + 33.912866078383;
      n = n * x + 112.079291497871;
      n = n * x + 221.213596169931;
      n = n * x + 220.206867912376;
      double d = 8.83883476483184e-02 * x + 1.75566716318264;
      d = d * x + 16.064177579207;
      d = d * x + 86.7807322029461;
      d = d * x + 296.564248779674;
      d = d * x + 637.333633378831;
      d = d * x + 793.826512519948;
      d = d * x + 440.413735824752;
      tail = e * n / d;
    } else {
      tail = e / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / SQRT_TWO_PI;
    }
    return z > 0 ? 1 - tail : tail;
  }

  /**
   * The value below which lies the probability p: M. J. Wichura, Algorithm AS 241 (PPND16), 1988;
   * relative error about 1e-16.
   *
   * @return negative infinity for 0, positive infinity for 1
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      return central(q);
    }
    double r = q < 0 ? p : 1 - p;
    if (r <= 0) {
      return q < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    r = Math.sqrt(-StrictMath.log(r));
    double z = r <= 5 ? near(r - 1.6) : far(r - 5);
    return q < 0 ? -z : z;
  }

  private static double central(double q) {
    double r = 0.180625 - q * q;
    double n = 2.5090809287301226727e+3 * r + 3.3430575583588128105e+4;
    n = n * r + 6.7265770927008700853e+4;
    n = n * r + 4.5921953931549871457e+4;
    n = n * r + 1.3731693765509461125e+4;
    n = n * r + 1.9715909503065514427e+3;
    n = n * r + 1.3314166789178437745e+2;
    n = n * r + 3.3871328727963666080e0;
    double d = 5.2264952788528545610e+3 * r + 2.8729085735721942674e+4;
    d = d * r + 3.9307895800092710610e+4;
    d = d * r + 2.1213794301586595867e+4;
    d = d * r + 5.3941960214247511077e+3;
    d = d * r + 6.8718700749205790830e+2;
    d = d * r + 4.2313330701600911252e+1;
    d = d * r + 1;
    return q * n / d;
  }

  private static double near(double r) {
    double n = 7.74545014278341407640e-4 * r + 2.27238449892691845833e-2;
    n = n * r + 2.41780725177450611770e-1;
    n = n * r + 1.27045825245236838258e0;
    n = n * r + 3.64784832476320460504e0;
    n = n * r + 5.76949722146069140550e0;
    n = n * r + 4.63033784615654529590e0;
    n = n * r + 1.42343711074968357734e0;
    double d = 1.05075007164441684324e-9 * r + 5.47593808499534494600e-4;
    d = d * r + 1.51986665636164571966e-2;
    d = d * r + 1.48103976427480074590e-1;
    d = d * r + 6.89767334985100004550e-1;
    d = d * r + 1.67638483018380384940e0;
    d = d * r + 2.05319162663775882187e0;
    d = d * r + 1;
    return n / d;
  }

  private static double far(double r) {
    double n = 2.01033439929228813265e-7 * r + 2.71155556874348757815e-5;
    n = n * r + 1.24266094738807843860e-3;
    n = n * r + 2.65321895265761230930e-2;
    n = n * r + 2.96560571828504891230e-1;
    n = n * r + 1.78482653991729133580e0;
    n = n * r + 5.46378491116411436990e0;
    n = n * r + 6.65790464350110377720e0;
    double d = 2.04426310338993978564e-15 * r + 1.42151175831644588870e-7;
    d = d * r + 1.84631831751005468180e-5;
    d = d * r + 7.86869131145613259100e-4;
    d = d * r + 1.48753612908506148525e-2;
    d = d * r + 1.36929880922735805310e-1;
    d = d * r + 5.99832206555887937690e-1;
    d = d * r + 1;
    return n / d;
  }
}
