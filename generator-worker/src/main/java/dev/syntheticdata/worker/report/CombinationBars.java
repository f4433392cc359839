package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.CoverageFinding.Combinations;
import java.util.List;
import java.util.stream.Collectors;

/** Which part of all combinations is covered, a bar each, with a line where the reference is. */
final class CombinationBars {

  private static final double LABELS = 150;
  private static final double LENGTH = 210;
  private static final int STEP = 28;

  private CombinationBars() {}

  /** The picture. */
  static String of(List<Combinations> all) {
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 420 %s\" role=\"img\" aria-label=\"%s\">"
            .formatted(
                STEP * all.size() + 6,
                text(
                    all.stream()
                        .map(
                            one ->
                                "%s: %s covered, reference %s"
                                    .formatted(
                                        name(one),
                                        covered(one, one.found()),
                                        covered(one, one.reference())))
                        .collect(Collectors.joining("; ")))));
    for (int i = 0; i < all.size(); i++) {
      bar(svg, all.get(i), 6 + STEP * i);
    }
    return svg.append("</svg>").toString();
  }

  /** Which combinations these are. */
  static String name(Combinations of) {
    return "%s-way, %s".formatted(of.ways(), of.declared() ? "declared" : "of the source");
  }

  /** How much that is of all; nearly all is not called all. */
  static String covered(Combinations of, double covered) {
    double part = part(of, covered);
    return percent(part < 1 ? Math.min(part, 0.999) : part);
  }

  private static double part(Combinations of, double covered) {
    return covered / of.wanted();
  }

  private static void bar(StringBuilder svg, Combinations one, int y) {
    double line = LABELS + LENGTH * part(one, one.reference());
    svg.append("<text class=\"lab\" x=\"0\" y=\"%s\">%s</text>".formatted(at(y + 14), name(one)));
    svg.append(
        "<rect class=\"track\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"20\"/><rect class=\"synb\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"20\"/><line class=\"reference\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
            .formatted(
                at(LABELS),
                y,
                at(LENGTH),
                at(LABELS),
                y,
                at(LENGTH * part(one, one.found())),
                at(line),
                at(line),
                y - 2,
                y + 22));
    svg.append(
        "<text class=\"lab\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(at(LABELS + LENGTH + 8), at(y + 14), covered(one, one.found())));
  }
}
