package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;

/**
 * One or two shares as bars in a cell of a table. Their numbers stand beside them, so they are
 * hidden from those who do not see.
 */
final class SmallBars {

  private static final double LENGTH = 150;

  private SmallBars() {}

  /** A share of one. */
  static String of(double share) {
    return open(10)
        + bar("track", 1, 8, LENGTH)
        + bar("synb", 1, 8, LENGTH * within(share))
        + "</svg>";
  }

  /** A share of synthetic rows over one of real rows, on a scale that ends at {@code most}. */
  static String of(double synthetic, double real, double most) {
    return of(synthetic, real, most, null);
  }

  /** The same with a line across both, unless {@code mark} is null. */
  static String of(double synthetic, double real, double most, Double mark) {
    double scale = LENGTH / Math.max(1e-12, most);
    return open(18)
        + bar("track", 1, 16, LENGTH)
        + bar("synb", 1, 7, scale * Math.min(most, synthetic))
        + bar("realb", 10, 7, scale * Math.min(most, real))
        + (mark == null ? "" : line(scale * mark))
        + "</svg>";
  }

  private static double within(double share) {
    return Math.max(0, Math.min(1, share));
  }

  private static String open(int height) {
    return "<svg viewBox=\"0 0 %s %s\" aria-hidden=\"true\">".formatted(at(LENGTH), height);
  }

  private static String line(double x) {
    return "<line class=\"whisker\" x1=\"%s\" x2=\"%s\" y1=\"0\" y2=\"18\"/>"
        .formatted(at(x), at(x));
  }

  private static String bar(String style, int y, int height, double width) {
    return "<rect class=\"%s\" x=\"0\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
        .formatted(style, y, at(width), height);
  }
}
