package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.at;
import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.DriftFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.GroupFinding;
import java.util.Comparator;

/** What lies behind the metrics of a family: attacks beside controls, groups, drift by column. */
final class FindingsSection {

  /** Rows of a table at most; evaluation.json has all. */
  private static final int MOST = 30;

  private static final double LENGTH = 150;

  private FindingsSection() {}

  static String of(Evaluation evaluation, Family family) {
    return switch (family) {
      case PRIVACY -> attacks(evaluation);
      case FAIRNESS -> groups(evaluation);
      case DRIFT -> drift(evaluation);
      case COVERAGE -> CoverageSection.of(evaluation);
      case FIDELITY, UTILITY -> "";
    };
  }

  private static String attacks(Evaluation evaluation) {
    if (evaluation.attacks().isEmpty()) {
      return "";
    }
    var out =
        table(
            "Attacks beside their controls",
            "An attack on rows that were learned from against the same attack on rows that were not. Only what exceeds the control is a leak. Weak: no better than guessing, which shows nothing, not even safety.",
            Html.key("on rows learned from", "on others"),
            "Attack",
            "On rows learned from",
            "On others",
            "",
            "Guessing");
    evaluation.attacks().stream()
        .sorted(Comparator.comparingDouble(FindingsSection::excess).reversed())
        .limit(MOST)
        .forEach(attack -> attack(out, attack));
    return out.append("</tbody></table></div>\n").toString();
  }

  private static double excess(AttackFinding attack) {
    return rate(attack.successes(), attack.attacks())
        - rate(attack.controlSuccesses(), attack.controls());
  }

  private static double rate(int successes, int tries) {
    return tries == 0 ? 0 : (double) successes / tries;
  }

  private static void attack(StringBuilder out, AttackFinding attack) {
    String about = attack.about() == null ? "" : ": " + attack.about();
    out.append(
        "<tr><th scope=\"row\">%s<small>%s%s</small></th><td class=\"n\">%s of %s</td><td class=\"n\">%s of %s</td><td class=\"plot\">%s</td><td class=\"n\">%s</td></tr>\n"
            .formatted(
                text(HtmlReport.capital(Words.name(attack.metric())) + about),
                attack.metric().id(),
                (attack.comparisons() > 1 ? ", one of " + attack.comparisons() : "")
                    + (attack.isWeak() ? ", weak" : ""),
                count(attack.successes()),
                count(attack.attacks()),
                count(attack.controlSuccesses()),
                count(attack.controls()),
                bars(
                    rate(attack.successes(), attack.attacks()),
                    rate(attack.controlSuccesses(), attack.controls())),
                percent(attack.guessing())));
  }

  /** Two rates from 0 to 1, whose numbers stand beside them. */
  private static String bars(double synthetic, double control) {
    return "<svg viewBox=\"0 0 %s 18\" aria-hidden=\"true\"><rect class=\"track\" x=\"0\" y=\"1\" width=\"%s\" height=\"16\"/><rect class=\"synb\" x=\"0\" y=\"1\" width=\"%s\" height=\"7\"/><rect class=\"realb\" x=\"0\" y=\"10\" width=\"%s\" height=\"7\"/></svg>"
        .formatted(at(LENGTH), at(LENGTH), at(LENGTH * synthetic), at(LENGTH * control));
  }

  private static String groups(Evaluation evaluation) {
    if (evaluation.groups().isEmpty()) {
      return "";
    }
    var out =
        table(
            "Groups",
            "The share of each group, and how the models trained on real and on synthetic rows treat it on real rows held out. Groups of few rows are not shown.",
            "",
            "Group",
            "Target",
            "Share, real",
            "Share, synthetic",
            "Taken for the class, real",
            "synthetic",
            "Found, real",
            "synthetic");
    evaluation.groups().stream().limit(MOST).forEach(group -> group(out, group));
    return out.append("</tbody></table></div>\n").toString();
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
            "",
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
    return out.append("</tbody></table></div>\n").toString();
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

  private static StringBuilder table(
      String title, String explanation, String key, String... columns) {
    var out = new StringBuilder();
    out.append("<h3>%s</h3>\n<p>%s</p>\n%s".formatted(title, explanation, key));
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (int i = 0; i < columns.length; i++) {
      boolean words = i == 0 || columns[i].equals("Target") || columns[i].equals("Against");
      out.append("<th scope=\"col\"%s>%s</th>".formatted(words ? "" : " class=\"n\"", columns[i]));
    }
    return out.append("</tr></thead><tbody>\n");
  }
}
