package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.PairFinding;
import dev.syntheticdata.worker.report.PairHeatMap.Scale;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The pairs of columns of a page: how they depend on each other, and how well that is kept. */
final class PairsSection {

  private static final int LOWEST = 10;

  private final List<PairFinding> pairs;
  private final List<String> columns;
  private final StringBuilder out = new StringBuilder();

  /**
   * Where there are more columns, a map has the width of the page, so that its names can be read.
   */
  private static final int SMALL_MAP = 20;

  private PairsSection(List<PairFinding> pairs) {
    this.pairs = pairs;
    this.columns = PairHeatMap.columns(pairs);
  }

  static String of(Evaluation evaluation) {
    return evaluation.pairs().isEmpty() ? "" : new PairsSection(evaluation.pairs()).section();
  }

  private String section() {
    out.append("<h3>Pairs of columns</h3>\n");
    long all = pairs.stream().map(PairFinding::first).distinct().count() + 1;
    if (all > PairHeatMap.MOST_COLUMNS) {
      out.append(
          "<p class=\"soft\">Of %s columns the %s with the lowest scores are shown.</p>\n"
              .formatted(all, columns.size()));
    }
    out.append(
        "<p>How columns depend on each other: the Pearson correlation of two numeric columns, Cramér's V of others. <span class=\"key\"><i class=\"m\"></i>-1</span> <span class=\"key\"><i class=\"p\"></i>1</span>, empty: 0, grey: one of the two is constant.</p>\n");
    openMaps();
    map("Real", pair -> pair.real(), Scale.SIGNED, "Dependencies in the real table");
    map("Synthetic", pair -> pair.synthetic(), Scale.SIGNED, "Dependencies in the synthetic table");
    map("Difference", PairsSection::difference, Scale.SIGNED, "Synthetic minus real dependencies");
    out.append(
        "</div>\n<p>How well they are kept: 1<span class=\"legend\"></span>%s and less.</p>\n"
            .formatted(Scale.WORST));
    openMaps();
    map("Pair trends", PairFinding::score, Scale.LOSS, "Scores of column pair trends");
    map("2-way accuracy", PairFinding::accuracy, Scale.LOSS, "Two-way accuracy of column pairs");
    out.append("</div>\n");
    mapped();
    lowest();
    return out.toString();
  }

  private void openMaps() {
    out.append("<div class=\"%s\">".formatted(columns.size() > SMALL_MAP ? "maps" : "grid maps"));
  }

  private static Double difference(PairFinding pair) {
    return pair.real() == null || pair.synthetic() == null
        ? null
        : Double.valueOf(pair.synthetic() - pair.real());
  }

  private void map(String title, Function<PairFinding, Double> value, Scale scale, String label) {
    out.append(
        "<figure><figcaption>%s</figcaption>%s</figure>"
            .formatted(
                title,
                PairHeatMap.of(
                    pairs, columns, value, scale, label + "; the table below has its numbers")));
  }

  private void lowest() {
    out.append("<h4>Lowest scores</h4>\n");
    table(
        pairs.stream()
            .filter(pair -> pair.score() != null)
            .sorted(Comparator.comparing(PairFinding::score))
            .limit(LOWEST)
            .toList());
  }

  /** What the maps show, for those who do not see them and those who want the numbers. */
  private void mapped() {
    var shown = Set.copyOf(columns);
    var mapped =
        pairs.stream()
            .filter(pair -> shown.contains(pair.first()) && shown.contains(pair.second()))
            .toList();
    out.append(
        "<details><summary>Table of all %s pairs in these pictures</summary>"
            .formatted(Html.count(mapped.size())));
    table(mapped);
    out.append("</details>\n");
  }

  private void table(List<PairFinding> rows) {
    out.append(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Columns</th><th scope=\"col\">Measure</th><th scope=\"col\" class=\"n\">Real</th><th scope=\"col\" class=\"n\">Synthetic</th><th scope=\"col\" class=\"n\">Score</th><th scope=\"col\" class=\"n\">2-way accuracy</th></tr></thead><tbody>\n");
    rows.forEach(this::row);
    out.append("</tbody></table></div>\n");
  }

  private void row(PairFinding pair) {
    out.append(
        "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
            .formatted(
                text(pair.first() + " and " + pair.second()),
                measure(pair),
                number(pair.real()),
                number(pair.synthetic()),
                number(pair.score()),
                number(pair.accuracy())));
  }

  private static String measure(PairFinding pair) {
    if (pair.kind() == null) {
      return "–";
    }
    return pair.kind() == PairFinding.Kind.CORRELATION ? "correlation" : "two-way table";
  }
}
