package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.DriftFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import java.util.Comparator;

/** What lies behind the metrics of a family: attacks beside controls, groups, drift by column. */
final class FindingsSection {

  /** Rows of a table at most; evaluation.json has all. */
  private static final int MOST = 30;

  private FindingsSection() {}

  static String of(Evaluation evaluation, Family family) {
    return switch (family) {
      case PRIVACY -> AttacksSection.of(evaluation);
      case FAIRNESS -> groups(evaluation);
      case DRIFT -> drift(evaluation);
      case COVERAGE -> CoverageSection.of(evaluation);
      case FIDELITY, UTILITY -> "";
    };
  }

  private static String groups(Evaluation evaluation) {
    if (evaluation.groups().isEmpty()) {
      return "";
    }
    var out =
        table(
            "Groups",
            "The share of each group, and how the models trained on real and on synthetic rows treat it on real rows held out. Groups of few rows are not shown.",
            "Group",
            "Target",
            "Share, real",
            "Share, synthetic",
            "Taken for the class, real",
            "synthetic",
            "Found, real",
            "synthetic");
    evaluation.groups().stream().limit(MOST).forEach(group -> group(out, group));
    return end(out, evaluation.groups().size());
  }

  private static void group(StringBuilder out, GroupFinding group) {
    out.append(
        "<tr><th scope=\"row\">%s</th><td>%s</td>"
            .formatted(
                text(group.column() + " = " + group.group()),
                group.target() == null ? "" : text(group.target())));
    for (Double share :
        new Double[] {
          group.shareReal(),
          group.shareSynthetic(),
          group.positiveReal(),
          group.positiveSynthetic(),
          group.recallReal(),
          group.recallSynthetic()
        }) {
      out.append("<td class=\"n\">%s</td>".formatted(percent(share)));
    }
    out.append("</tr>\n");
  }

  private static String drift(Evaluation evaluation) {
    if (evaluation.drift().isEmpty()) {
      return "";
    }
    var out =
        table(
            "Drift by column",
            "Farthest first, measured in what chance alone makes of the stability index.",
            "Column",
            "Against",
            "PSI",
            "by chance",
            "Jensen-Shannon",
            "Wasserstein");
    evaluation.drift().stream()
        .sorted(
            Comparator.comparingDouble(
                    (DriftFinding finding) -> finding.psi() / Math.max(1e-9, finding.psiExpected()))
                .reversed())
        .limit(MOST)
        .forEach(finding -> drift(out, finding));
    return end(out, evaluation.drift().size());
  }

  private static void drift(StringBuilder out, DriftFinding finding) {
    out.append(
        "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n"
            .formatted(
                text(finding.column()),
                text(finding.against()),
                number(finding.psi()),
                number(finding.psiExpected()),
                number(finding.jensenShannon()),
                number(finding.wasserstein())));
  }

  private static StringBuilder table(String title, String explanation, String... columns) {
    var out = new StringBuilder();
    out.append("<h3>%s</h3>\n<p>%s</p>\n".formatted(title, explanation));
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (int i = 0; i < columns.length; i++) {
      boolean words = i == 0 || columns[i].equals("Target") || columns[i].equals("Against");
      out.append("<th scope=\"col\"%s>%s</th>".formatted(words ? "" : " class=\"n\"", columns[i]));
    }
    return out.append("</tr></thead><tbody>\n");
  }

  private static String end(StringBuilder out, int rows) {
    out.append("</tbody></table></div>\n");
    return rows <= MOST
        ? out.toString()
        : out.append("<p class=\"soft\">The first ")
            .append(MOST)
            .append(" of ")
            .append(Html.count(rows))
            .append("; <code>evaluation.json</code> has all.</p>\n")
            .toString();
  }
}
