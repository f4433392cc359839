package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.PairFinding;
import java.util.Comparator;

/** The pairs of columns of a page: a heat map and the lowest scores. */
final class PairsSection {

  private static final int LOWEST = 10;

  private PairsSection() {}

  static String of(Evaluation evaluation) {
    var pairs = evaluation.pairs();
    if (pairs.isEmpty()) {
      return "";
    }
    var out = new StringBuilder();
    out.append(
        "<h2>Pairs of columns</h2>\n<p>How well the dependency of two columns is kept: 1<span class=\"legend\"></span>0.7 and less. Grey: one of the two is constant.</p>\n");
    long columns = pairs.stream().map(PairFinding::first).distinct().count() + 1;
    if (columns > PairHeatMap.MOST_COLUMNS) {
      out.append(
          "<p class=\"soft\">Of %s columns the %s with the lowest scores are shown.</p>\n"
              .formatted(columns, PairHeatMap.MOST_COLUMNS));
    }
    out.append("<figure>%s</figure>\n".formatted(PairHeatMap.of(pairs)));
    out.append(
        "<h3>Lowest scores</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Columns</th><th scope=\"col\">Measure</th><th scope=\"col\" class=\"n\">Score</th></tr></thead><tbody>\n");
    pairs.stream()
        .filter(pair -> pair.score() != null)
        .sorted(Comparator.comparing(PairFinding::score))
        .limit(LOWEST)
        .forEach(
            pair ->
                out.append(
                    "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td></tr>\n"
                        .formatted(
                            text(pair.first() + " and " + pair.second()),
                            pair.kind() == PairFinding.Kind.CORRELATION
                                ? "correlation"
                                : "two-way table",
                            number(pair.score()))));
    return out.append("</tbody></table></div>\n").toString();
  }
}
