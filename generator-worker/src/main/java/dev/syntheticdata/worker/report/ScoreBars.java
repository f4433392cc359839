package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.Outcome;

/** A value and its baseline as two bars from 0 to 1, with the value's interval as a line. */
final class ScoreBars {

  private static final double LABELS = 120;
  private static final double LENGTH = 240;

  private ScoreBars() {}

  /** The picture of a score trained on synthetic and on real rows. */
  static String of(String name, Outcome.Computed synthetic, Outcome.Computed real) {
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 420 62\" role=\"img\" aria-label=\"%s\">"
            .formatted(
                text(
                    "%s: trained on real %s, trained on synthetic %s"
                        .formatted(name, number(real.value()), number(synthetic.value())))));
    bar(svg, "trained on real", real, "realb", 6);
    bar(svg, "trained on synthetic", synthetic, "synb", 34);
    return svg.append("</svg>").toString();
  }

  private static void bar(
      StringBuilder svg, String label, Outcome.Computed score, String style, double y) {
    svg.append("<text class=\"lab\" x=\"0\" y=\"%s\">%s</text>".formatted(at(y + 14), label));
    svg.append(
        "<rect class=\"track\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"20\"/>"
            .formatted(at(LABELS), at(y), at(LENGTH)));
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"20\"/>"
            .formatted(style, at(LABELS), at(y), at(LENGTH * inRange(score.value()))));
    if (score.interval() != null) {
      svg.append(
          "<line class=\"whisker\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(
                  at(LABELS + LENGTH * inRange(score.interval().low())),
                  at(LABELS + LENGTH * inRange(score.interval().high())),
                  at(y + 10),
                  at(y + 10)));
    }
    svg.append(
        "<text class=\"lab\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(at(LABELS + LENGTH + 10), at(y + 14), number(score.value())));
  }

  private static double inRange(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
