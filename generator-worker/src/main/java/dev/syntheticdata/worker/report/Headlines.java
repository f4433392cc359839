package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.count;
import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.Outcome;
import java.util.Comparator;
import java.util.List;

/**
 * The numbers on top of a page. Privacy is there as what attacks found, since distances can fail a
 * version and never pass one; where no attack could be tried, that is said.
 */
final class Headlines {

  private static final List<Metric> SCORES =
      List.of(Metric.QUALITY_SCORE, Metric.DETECTION_AUC, Metric.TSTR_RATIO);

  private final StringBuilder out = new StringBuilder();

  private Headlines() {}

  static String of(Evidence evidence) {
    var headlines = new Headlines();
    headlines.write(evidence);
    return headlines.out.toString();
  }

  private void write(Evidence evidence) {
    var evaluation = evidence.evaluation();
    out.append("<section class=\"cards\" aria-label=\"Headlines\">");
    card(
        "Synthetic rows",
        count(evaluation.syntheticRows()),
        "compared with %s real rows, %s held out"
            .formatted(count(evaluation.trainRows()), count(evaluation.holdoutRows())));
    for (var metric : SCORES) {
      evaluation.results(metric).forEach(this::score);
    }
    evaluation.results(Metric.MEMBERSHIP_AUC).forEach(this::membership);
    worstAttack(evaluation);
    if (evidence.subject().dp() != null) {
      var dp = evidence.subject().dp();
      card(
          "Proven privacy",
          "ε = " + DpStatement.plain(dp.epsilon()),
          "δ = %s, %s".formatted(DpStatement.plain(dp.delta()), dp.unitWords()));
    }
    out.append("</section>\n");
  }

  private void score(Measurement measurement) {
    if (measurement.outcome() instanceof Outcome.Computed computed) {
      String of = measurement.target() == null ? "" : ", " + measurement.target();
      card(
          HtmlReport.capital(Words.name(measurement.metric())) + of,
          number(computed.value()),
          computed.reference() == null ? "" : "read against " + number(computed.reference()));
    }
  }

  private void membership(Measurement measurement) {
    if (measurement.outcome() instanceof Outcome.Computed computed) {
      card(
          "Membership AUC",
          number(computed.value()),
          interval(computed) + "guessing reaches 0.500");
    } else if (measurement.outcome() instanceof Outcome.NotComputed missing) {
      card("Membership AUC", "–", "not computed: " + missing.message());
    }
  }

  /** Of those whose value is a risk, the one whose interval begins highest. */
  private void worstAttack(Evaluation evaluation) {
    evaluation.results().stream()
        .filter(result -> AttacksSection.isRisk(result.metric()))
        .filter(result -> result.outcome() instanceof Outcome.Computed)
        .max(
            Comparator.comparingDouble((Measurement result) -> low(result))
                .thenComparingDouble(Measurement::value))
        .ifPresent(
            worst -> {
              var computed = (Outcome.Computed) worst.outcome();
              card(
                  "Worst attack",
                  number(computed.value()),
                  interval(computed) + Words.name(worst.metric()) + ", 0 is none");
            });
  }

  private static double low(Measurement measurement) {
    var computed = (Outcome.Computed) measurement.outcome();
    return computed.interval() == null ? computed.value() : computed.interval().low();
  }

  private static String interval(Outcome.Computed computed) {
    return computed.interval() == null
        ? ""
        : "%s to %s; "
            .formatted(number(computed.interval().low()), number(computed.interval().high()));
  }

  private void card(String name, String value, String below) {
    out.append(
        "<div class=\"card\"><span class=\"soft\">%s</span><b>%s</b><small>%s</small></div>"
            .formatted(text(name), text(value), text(below)));
  }
}
