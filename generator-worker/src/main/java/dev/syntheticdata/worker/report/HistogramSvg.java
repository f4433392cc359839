package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.Histogram;
import java.util.List;

/** Two distributions in one picture: overlaid for ordered values, side by side for categories. */
final class HistogramSvg {

  private static final double WIDTH = 320;
  private static final double HEIGHT = 130;
  private static final double BASE = 104;
  private static final double TOP = 8;
  private static final int LABEL_LENGTH = 14;

  /** Room for a letter of a label; a wide one. */
  private static final double LETTER = 6.5;

  private HistogramSvg() {}

  /** The picture of a column's histogram. */
  static String of(String column, Histogram histogram) {
    var svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">"
            .formatted(
                at(WIDTH), at(HEIGHT), text("Distribution of " + column + ", real and synthetic")));
    svg.append(
        "<line class=\"axis\" x1=\"0\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>"
            .formatted(at(WIDTH), at(BASE), at(BASE)));
    if (histogram.ordered()) {
      bars(svg, histogram.real(), histogram, "real", 0.04, 0.92);
      bars(svg, histogram.synthetic(), histogram, "outline", 0.04, 0.92);
    } else {
      bars(svg, histogram.real(), histogram, "real", 0.1, 0.38);
      bars(svg, histogram.synthetic(), histogram, "syn", 0.52, 0.38);
    }
    labels(svg, histogram);
    tooltips(svg, histogram);
    return svg.append("</svg>").toString();
  }

  /** A bar per bin, from {@code offset} of the bin's width on, {@code share} of it wide. */
  private static void bars(
      StringBuilder svg,
      List<Double> values,
      Histogram histogram,
      String style,
      double offset,
      double share) {
    double step = WIDTH / values.size();
    double highest = highest(histogram);
    for (int bin = 0; bin < values.size(); bin++) {
      double height = (BASE - TOP) * values.get(bin) / highest;
      if (height > 0) {
        svg.append(
            "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(
                    style,
                    at((bin + offset) * step),
                    at(BASE - height),
                    at(share * step),
                    at(height)));
      }
    }
  }

  private static double highest(Histogram histogram) {
    double highest = 1e-9;
    for (int bin = 0; bin < histogram.labels().size(); bin++) {
      highest = Math.max(highest, histogram.real().get(bin));
      highest = Math.max(highest, histogram.synthetic().get(bin));
    }
    return highest;
  }

  /** As many labels as there is room for. */
  private static void labels(StringBuilder svg, Histogram histogram) {
    int bins = histogram.labels().size();
    var names = ShortNames.of(histogram.labels(), LABEL_LENGTH);
    int every = bins <= 4 ? 1 : Math.max(2, (bins + 2) / 3);
    for (int bin = 0; bin < bins; bin += every) {
      String shown = names.get(bin);
      double middle = (bin + 0.5) * WIDTH / bins;
      boolean first = bin == 0;
      boolean last = middle + shown.length() * LETTER / 2 > WIDTH;
      svg.append(
          "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
              .formatted(
                  at(first ? 1 : last ? WIDTH - 1 : middle),
                  at(BASE + 15),
                  first ? "start" : last ? "end" : "middle",
                  text(shown)));
    }
  }

  /** An invisible area over each bin that tells its numbers. */
  private static void tooltips(StringBuilder svg, Histogram histogram) {
    double step = WIDTH / histogram.labels().size();
    for (int bin = 0; bin < histogram.labels().size(); bin++) {
      svg.append(
          "<rect class=\"hit\" x=\"%s\" y=\"0\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
              .formatted(
                  at(bin * step),
                  at(step),
                  at(BASE),
                  text(
                      "%s: real %s, synthetic %s"
                          .formatted(
                              histogram.labels().get(bin),
                              percent(histogram.real().get(bin)),
                              percent(histogram.synthetic().get(bin))))));
    }
  }
}
