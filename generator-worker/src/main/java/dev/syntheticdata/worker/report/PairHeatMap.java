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
import java.util.function.Function;

/** A number for each pair of columns as a triangle of cells. */
final class PairHeatMap {

  /** More columns than this do not fit on a page: the ones of the worst pairs are shown. */
  static final int MOST_COLUMNS = 40;

  private static final double LABELS = 130;

  /** Room above the first row for the slanted name of the first column. */
  private static final double HEADROOM = 75;

  /** Room right of the last column for the slanted name of the one before it. */
  private static final double SIDE = 36;

  private static final double CELL = 22;
  private static final int LABEL_LENGTH = 18;

  /** How a number becomes a colour. */
  enum Scale {
    /** 1 is empty, {@link #WORST} and less is full. */
    LOSS,
    /** 0 is empty; -1 and 1 are full, of different colours. */
    SIGNED;

    /** Scores at and below this have the darkest cell. */
    static final double WORST = 0.7;

    double opacity(double value) {
      double full = this == LOSS ? (1 - value) / (1 - WORST) : Math.abs(value);
      return 0.06 + 0.94 * Math.max(0, Math.min(1, full));
    }

    String style(double value) {
      if (this == LOSS) {
        return "cell";
      }
      return value < 0 ? "cell minus" : "cell plus";
    }
  }

  private final List<PairFinding> pairs;
  private final Function<PairFinding, Double> number;
  private final Scale scale;
  private final Map<String, Integer> index = new HashMap<>();

  private PairHeatMap(List<PairFinding> pairs, Function<PairFinding, Double> number, Scale scale) {
    this.pairs = pairs;
    this.number = number;
    this.scale = scale;
  }

  /**
   * The picture.
   *
   * @param columns the columns shown, by {@link #columns}
   * @param number the number of a pair, or null
   * @param label what is shown, for those who do not see it
   */
  static String of(
      List<PairFinding> pairs,
      List<String> columns,
      Function<PairFinding, Double> number,
      Scale scale,
      String label) {
    return new PairHeatMap(pairs, number, scale).draw(columns, label);
  }

  private String draw(List<String> columns, String label) {
    double size = LABELS + columns.size() * CELL;
    var svg = new StringBuilder();
    svg.append(
        "<svg class=\"heat\" viewBox=\"0 %s %s %s\" style=\"max-width:%spx\" role=\"img\" aria-label=\"%s\">"
            .formatted(
                at(LABELS - HEADROOM),
                at(size + SIDE),
                at(size - LABELS + HEADROOM),
                at(Math.max(360, size * 1.4)),
                text(label)));
    columns.forEach(column -> index.put(column, index.size()));
    var names = ShortNames.of(columns, LABEL_LENGTH);
    for (int i = 0; i < columns.size(); i++) {
      label(svg, names.get(i), i, columns.size());
    }
    for (var pair : pairs) {
      if (index.containsKey(pair.first()) && index.containsKey(pair.second())) {
        cell(svg, pair);
      }
    }
    return svg.append("</svg>").toString();
  }

  /** The columns to show: all, or those of the pairs with the lowest scores. */
  static List<String> columns(List<PairFinding> pairs) {
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

  private static void label(StringBuilder svg, String shown, int i, int count) {
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

  private void cell(StringBuilder svg, PairFinding pair) {
    Double value = number.apply(pair);
    svg.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" style=\"fill-opacity:%s\"><title>%s</title></rect>"
            .formatted(
                value == null ? "cell none" : scale.style(value),
                at(LABELS + index.get(pair.first()) * CELL + 1),
                at(LABELS + index.get(pair.second()) * CELL + 1),
                at(CELL - 2),
                at(CELL - 2),
                number(value == null ? 0.06 : scale.opacity(value)),
                text(
                    "%s and %s: %s"
                        .formatted(
                            pair.first(),
                            pair.second(),
                            value == null ? "not applicable" : number(value)))));
  }
}
