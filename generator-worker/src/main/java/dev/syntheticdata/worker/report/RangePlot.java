package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;

import dev.syntheticdata.worker.evaluation.Outcome;

/**
 * A value with its interval and its reference on one line, so that a reader sees how far apart they
 * are. The line goes from 0 to 1, or further where a number does. The numbers themselves stand
 * beside it, so it is hidden from those who do not see.
 */
final class RangePlot {

  private static final double WIDTH = 220;
  private static final double MIDDLE = 10;

  private RangePlot() {}

  static String of(Outcome.Computed computed) {
    double low = Math.min(0, lowest(computed));
    double high = Math.max(1, highest(computed));
    var svg = new StringBuilder();
    svg.append("<svg viewBox=\"-6 0 232 20\" aria-hidden=\"true\">");
    svg.append(
        "<line class=\"range\" x1=\"0\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
            .formatted(at(WIDTH), at(MIDDLE), at(MIDDLE)));
    if (computed.interval() != null) {
      svg.append(
          "<line class=\"interval\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(
                  at(position(computed.interval().low(), low, high)),
                  at(position(computed.interval().high(), low, high)),
                  at(MIDDLE),
                  at(MIDDLE)));
    }
    if (computed.reference() != null) {
      double x = position(computed.reference(), low, high);
      svg.append(
          "<line class=\"reference\" x1=\"%s\" x2=\"%s\" y1=\"2\" y2=\"18\"/>"
              .formatted(at(x), at(x)));
    }
    svg.append(
        "<circle class=\"value\" cx=\"%s\" cy=\"%s\" r=\"5\"/>"
            .formatted(at(position(computed.value(), low, high)), at(MIDDLE)));
    return svg.append("</svg>").toString();
  }

  private static double lowest(Outcome.Computed computed) {
    double lowest = computed.value();
    if (computed.reference() != null) {
      lowest = Math.min(lowest, computed.reference());
    }
    return computed.interval() == null ? lowest : Math.min(lowest, computed.interval().low());
  }

  private static double highest(Outcome.Computed computed) {
    double highest = computed.value();
    if (computed.reference() != null) {
      highest = Math.max(highest, computed.reference());
    }
    return computed.interval() == null ? highest : Math.max(highest, computed.interval().high());
  }

  private static double position(double value, double low, double high) {
    return WIDTH * (value - low) / (high - low);
  }
}
