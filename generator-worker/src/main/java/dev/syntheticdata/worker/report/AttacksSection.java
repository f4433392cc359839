package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.percent;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.AttackFinding;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import dev.syntheticdata.worker.evaluation.privacy.Risk;
import java.util.Comparator;
import java.util.List;

/**
 * Attacks beside their controls: first a row for each attack, so that none is lost however many
 * columns there are, then the columns and parts where each went best.
 */
final class AttacksSection {

  /** Columns and parts of an attack that are shown at once; the rest is folded. */
  private static final int WORST = 5;

  private final Evaluation evaluation;
  private final StringBuilder out = new StringBuilder();

  private AttacksSection(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  static String of(Evaluation evaluation) {
    return new AttacksSection(evaluation).section();
  }

  /** Whether a metric says how much more an attack reaches of rows that were learned from. */
  static boolean isRisk(Metric metric) {
    return Family.of(metric) == Family.PRIVACY && metric.id().endsWith("-risk");
  }

  private static boolean isMembership(Metric metric) {
    return metric.id().startsWith("privacy.membership-");
  }

  private String section() {
    var results =
        evaluation.results(Family.PRIVACY).stream()
            .filter(result -> isRisk(result.metric()) || isMembership(result.metric()))
            .toList();
    if (results.stream().noneMatch(result -> result.outcome() instanceof Outcome.Computed)) {
      return "";
    }
    out.append(
        "<h3>Attacks beside their controls</h3>\n<p>An attack on rows that were learned from against the same attack on rows that were not. Only what exceeds the control is a leak. Weak: no better than guessing, which shows nothing, not even safety.</p>\n<p class=\"key\"><i class=\"s\"></i>on rows learned from<i class=\"r\"></i>on others, the control<i class=\"g\"></i>guessing</p>\n");
    open("Attack", true);
    results.forEach(this::row);
    out.append("</tbody></table></div>\n");
    parts(results);
    return out.toString();
  }

  private void open(String first, boolean withValue) {
    out.append(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">%s</th>%s<th scope=\"col\" class=\"n\">On rows learned from</th><th scope=\"col\" class=\"n\">On others</th><th scope=\"col\">Shares that succeed, 0 to 1</th><th scope=\"col\" class=\"n\">Guessing</th></tr></thead><tbody>\n"
            .formatted(
                first, withValue ? "<th scope=\"col\" class=\"n\">Value, 95 % interval</th>" : ""));
  }

  private void row(Measurement result) {
    var metric = result.metric();
    var surest = surest(metric);
    String about = surest == null || surest.about() == null ? "" : ", surest for " + surest.about();
    String weak = surest != null && surest.isWeak() ? ", weak" : "";
    out.append(
        "<tr><th scope=\"row\">%s<small>%s%s</small></th>"
            .formatted(
                text(HtmlReport.capital(Words.name(metric))), metric.id(), text(about) + weak));
    if (result.outcome() instanceof Outcome.Computed computed) {
      out.append(
          "<td class=\"n\">%s%s</td>".formatted(number(computed.value()), interval(computed)));
      if (isMembership(metric)) {
        membership(metric, computed);
      } else {
        rates(surest);
      }
    } else if (result.outcome() instanceof Outcome.NotComputed missing) {
      out.append(
          "<td colspan=\"5\">Not computed<small>%s: %s</small></td></tr>\n"
              .formatted(missing.reason(), text(missing.message())));
    }
  }

  /**
   * Membership is told by a score. Of pairs of a row learned from and another, the area is the
   * share in which the first scores higher; of rows, what is found at a share of others accused.
   */
  private void membership(Metric metric, Outcome.Computed computed) {
    boolean area = metric.id().endsWith("-auc");
    double others = area ? 1 - computed.value() : computed.reference();
    cells(
        percent(computed.value()) + (area ? " of pairs" : " accused"),
        percent(others) + (area ? " of pairs" : " accused"),
        computed.value(),
        others,
        computed.reference());
  }

  private void rates(AttackFinding attack) {
    if (attack == null) {
      out.append("<td colspan=\"4\"></td></tr>\n");
      return;
    }
    cells(
        "%s of %s".formatted(count(attack.successes()), count(attack.attacks())),
        "%s of %s".formatted(count(attack.controlSuccesses()), count(attack.controls())),
        rate(attack.successes(), attack.attacks()),
        rate(attack.controlSuccesses(), attack.controls()),
        attack.guessing());
  }

  private void cells(
      String members, String others, double memberRate, double otherRate, Double guessing) {
    out.append(
        "<td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"plot\">%s</td><td class=\"n\">%s</td></tr>\n"
            .formatted(
                members,
                others,
                SmallBars.of(memberRate, otherRate, 1, guessing),
                percent(guessing)));
  }

  private void parts(List<Measurement> results) {
    for (var result : results) {
      var parts =
          evaluation.attacks().stream()
              .filter(attack -> attack.metric() == result.metric() && attack.about() != null)
              .sorted(Comparator.comparingDouble(AttacksSection::low).reversed())
              .toList();
      if (parts.size() > 1) {
        parts(result.metric(), parts);
      }
    }
  }

  private void parts(Metric metric, List<AttackFinding> parts) {
    out.append(
        "<h4>%s, by what was attacked</h4>\n<p class=\"soft\">Of %s, those first whose interval begins highest.</p>\n"
            .formatted(text(HtmlReport.capital(Words.name(metric))), count(parts.size())));
    table(parts.subList(0, Math.min(WORST, parts.size())));
    if (parts.size() > WORST) {
      out.append("<details><summary>The other %s</summary>".formatted(count(parts.size() - WORST)));
      table(parts.subList(WORST, parts.size()));
      out.append("</details>\n");
    }
  }

  private void table(List<AttackFinding> parts) {
    open("Attacked", false);
    for (var part : parts) {
      out.append(
          "<tr><th scope=\"row\">%s%s</th>"
              .formatted(text(part.about()), part.isWeak() ? "<small>weak</small>" : ""));
      rates(part);
    }
    out.append("</tbody></table></div>\n");
  }

  /** The attack that the metric's value is of. */
  private AttackFinding surest(Metric metric) {
    return evaluation.attacks().stream()
        .filter(attack -> attack.metric() == metric)
        .max(Comparator.comparingDouble(AttacksSection::low))
        .orElse(null);
  }

  private static double low(AttackFinding attack) {
    return Risk.of(attack).low();
  }

  private static double rate(int successes, int tries) {
    return tries == 0 ? 0 : (double) successes / tries;
  }

  private static String interval(Outcome.Computed computed) {
    return computed.interval() == null
        ? ""
        : "<small>(%s to %s)</small>"
            .formatted(number(computed.interval().low()), number(computed.interval().high()));
  }
}
