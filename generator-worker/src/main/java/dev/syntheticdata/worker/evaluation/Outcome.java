package dev.syntheticdata.worker.evaluation;

import dev.syntheticdata.task.Metric;

/** What came of a metric: a number, or the reason there is none. Never a NaN. */
public sealed interface Outcome {

  /**
   * A value.
   *
   * @param value the metric's value, finite
   * @param reference what to read it against ({@link Metric#reference()}), finite or null
   * @param interval 95 % confidence interval of the value, or null
   */
  record Computed(double value, Double reference, Interval interval) implements Outcome {

    public Computed {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a computed value is finite, not " + value);
      }
      reference = reference != null && Double.isFinite(reference) ? reference : null;
    }
  }

  /**
   * No value.
   *
   * @param reason why, from a fixed vocabulary
   * @param message the same for people, with the remedy where there is one
   */
  record NotComputed(Reason reason, String message) implements Outcome {}

  /** A value without interval; see {@link #of(double, Double, Interval)}. */
  static Outcome of(double value, Double reference) {
    return of(value, reference, null);
  }

  /**
   * A value, rounded to 1e-6 as its reference and interval are, so that the last digits of a sum do
   * not make two runs differ. A value that is not finite becomes {@link Reason#NotApplicable}.
   */
  static Outcome of(double value, Double reference, Interval interval) {
    return Double.isFinite(value)
        ? new Computed(
            rounded(value),
            reference == null ? null : rounded(reference),
            interval == null
                ? null
                : new Interval(rounded(interval.low()), rounded(interval.high())))
        : new NotComputed(Reason.NotApplicable, "there is nothing in this table it applies to");
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? Math.rint(value * 1e6) / 1e6 : value;
  }
}
