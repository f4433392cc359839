package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.PairFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Pair scores as a triangle of cells: the darker, the worse the dependency is kept. */
final class PairHeatMap {

  /** More columns than this do not fit on a page: the ones of the worst pairs are shown. */
  static final int MOST_COLUMNS = 40;

  private static final double LABELS = 130;

  /** Room above the first row for the slanted name of the first column. */
  private static final double HEADROOM = 75;

  private static final double CELL = 22;
  private static final int LABEL_LENGTH = 18;

  /** Scores at and below this have the darkest cell. */
  static final double DARKEST = 0.7;

  private PairHeatMap() {}

  /** The picture. */
  static String of(List<PairFinding> pairs) {
    var columns = columns(pairs);
    double size = LABELS + columns.size() * CELL;
    var svg = new StringBuilder();
    svg.append(
        "<svg class=\"heat\" viewBox=\"0 %s %s %s\" style=\"max-width:%spx\" role=\"img\" aria-label=\"%s\">"
            .formatted(
                at(LABELS - HEADROOM),
                at(size),
                at(size - LABELS + HEADROOM),
                at(Math.max(360, size * 1.4)),
                "Scores of column pairs; the table below lists the lowest"));
    var index = new HashMap<String, Integer>();
    columns.forEach(column -> index.put(column, index.size()));
    for (int i = 0; i < columns.size(); i++) {
      label(svg, columns.get(i), i, columns.size());
    }
    for (var pair : pairs) {
      if (index.containsKey(pair.first()) && index.containsKey(pair.second())) {
        cell(svg, pair, index);
      }
    }
    return svg.append("</svg>").toString();
  }

  private static List<String> columns(List<PairFinding> pairs) {
    var all = new LinkedHashSet<String>();
    pairs.forEach(pair -> all.add(pair.first()));
    pairs.forEach(pair -> all.add(pair.second()));
    if (all.size() <= MOST_COLUMNS) {
      return new ArrayList<>(all);
    }
    var worst = new LinkedHashSet<String>();
    pairs.stream()
        .filter(pair -> pair.score() != null)
        .sorted(Comparator.comparing(PairFinding::score))
        .forEach(
            pair -> {
              if (worst.size() <= MOST_COLUMNS - 2) {
                worst.add(pair.first());
                worst.add(pair.second());
              }
            });
    return all.stream().filter(worst::contains).toList();
  }

  private static void label(StringBuilder svg, String column, int i, int count) {
    String shown =
        column.length() <= LABEL_LENGTH ? column : column.substring(0, LABEL_LENGTH - 1) + "…";
    double middle = LABELS + (i + 0.5) * CELL + 3.5;
    if (i > 0) {
      svg.append(
          "<text class=\"tick\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>"
              .formatted(at(LABELS - 6), at(middle), text(shown)));
    }
    if (i < count - 1) {
      svg.append(
          "<text class=\"tick\" transform=\"translate(%s %s) rotate(-60)\">%s</text>"
              .formatted(at(middle), at(LABELS + i * CELL + CELL - 6), text(shown)));
    }
  }

  private static void cell(StringBuilder svg, PairFinding pair, Map<String, Integer> index) {
    double darkness = pair.score() == null ? 0 : Math.min(1, (1 - pair.score()) / (1 - DARKEST));
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" style=\"fill-opacity:%s\"><title>%s</title></rect>"
            .formatted(
                pair.score() == null ? "cell none" : "cell",
                at(LABELS + index.get(pair.first()) * CELL + 1),
                at(LABELS + index.get(pair.second()) * CELL + 1),
                at(CELL - 2),
                at(CELL - 2),
                number(0.06 + 0.94 * darkness),
                text(
                    "%s and %s: %s"
                        .formatted(
                            pair.first(),
                            pair.second(),
                            pair.score() == null ? "not applicable" : number(pair.score())))));
  }
}
