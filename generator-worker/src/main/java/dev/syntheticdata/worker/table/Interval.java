package dev.syntheticdata.worker.table;

/**
 * Numbers, both ends among them.
 *
 * @param least the least
 * @param greatest the greatest
 */
public record Interval(double least, double greatest) {

  /** Without ends. */
  public static final Interval ALL =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
}
