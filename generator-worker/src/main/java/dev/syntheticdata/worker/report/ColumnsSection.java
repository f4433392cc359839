package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.ColumnFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import java.util.Locale;

/** The columns of a page: pictures of their distributions and the numbers behind them. */
final class ColumnsSection {

  private ColumnsSection() {}

  static String of(Evaluation evaluation) {
    var out = new StringBuilder();
    out.append(
        "<h3>Distributions</h3>\n<p class=\"key\"><i class=\"r\"></i>real, learned from<i class=\"s\"></i>synthetic</p>\n<p class=\"soft\">The outer bins are open and a bin, value or category with fewer than ten rows is not shown, so that no single row can be read off.</p>\n<div class=\"grid\">");
    for (var column : evaluation.columns()) {
      if (column.histogram() != null) {
        out.append(
            "<figure><figcaption>%s<span>shape %s</span></figcaption>%s%s</figure>"
                .formatted(
                    text(column.name()),
                    number(column.shape()),
                    HistogramSvg.of(column.name(), column.histogram()),
                    HistogramSvg.table(column.name(), column.histogram())));
      }
    }
    out.append(
        "</div>\n<h3>Column by column</h3>\n<p class=\"soft\">The coverage of ordered columns is rounded to twentieths, so that the ends of the real range cannot be reckoned from it.</p>\n");
    out.append(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Column</th><th scope=\"col\" class=\"n\">Shape</th><th scope=\"col\" class=\"n\">Shape, held out</th><th scope=\"col\" class=\"n\">Accuracy</th><th scope=\"col\" class=\"n\">Accuracy, attainable</th><th scope=\"col\" class=\"n\">Coverage</th><th scope=\"col\" class=\"n\">Missing, real</th><th scope=\"col\" class=\"n\">Missing, synthetic</th></tr></thead><tbody>\n");
    evaluation.columns().forEach(column -> row(out, column));
    return out.append("</tbody></table></div>\n").toString();
  }

  private static String coverage(ColumnFinding column) {
    Double shown = CoverageEntry.shown(column);
    return column.type().isNumeric() && shown != null
        ? String.format(Locale.ROOT, "%.2f", shown)
        : number(shown);
  }

  private static void row(StringBuilder out, ColumnFinding column) {
    String type = column.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    out.append(
        "<tr><th scope=\"row\">%s<small>%s</small></th>".formatted(text(column.name()), type));
    if (column.excluded() != null) {
      out.append(
          "<td colspan=\"7\">takes no part: %s</td></tr>\n".formatted(text(column.excluded())));
      return;
    }
    for (Double score :
        new Double[] {
          column.shape(), column.shapeReference(), column.accuracy(), column.accuracyCeiling()
        }) {
      out.append("<td class=\"n\">%s</td>".formatted(number(score)));
    }
    out.append("<td class=\"n\">%s</td>".formatted(coverage(column)));
    out.append(
        "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
            .formatted(percent(column.missingReal()), percent(column.missingSynthetic())));
  }
}
