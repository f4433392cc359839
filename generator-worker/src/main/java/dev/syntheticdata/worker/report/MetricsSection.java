package dev.syntheticdata.worker.report;

import static dev.syntheticdata.worker.report.Html.number;
import static dev.syntheticdata.worker.report.Html.text;

import dev.syntheticdata.task.Metric;
import dev.syntheticdata.worker.evaluation.Evaluation;
import dev.syntheticdata.worker.evaluation.Family;
import dev.syntheticdata.worker.evaluation.Measurement;
import dev.syntheticdata.worker.evaluation.MetricDefinition;
import dev.syntheticdata.worker.evaluation.Outcome;

/**
 * The metrics of a page, a table for each family, with utility as bars against the real baseline.
 */
final class MetricsSection {

  private MetricsSection() {}

  /** The metrics of a family. */
  static String of(Evaluation evaluation, Family family) {
    var out = new StringBuilder();
    if (family == Family.UTILITY) {
      out.append(bars(evaluation));
    }
    out.append(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\" class=\"n\">Value</th><th scope=\"col\" class=\"n\">Reference</th><th scope=\"col\">Value, 95 % interval and reference</th></tr></thead><tbody>\n");
    evaluation.results(family).forEach(measurement -> row(out, measurement));
    return out.append("</tbody></table></div>\n").toString();
  }

  private static void row(StringBuilder out, Measurement measurement) {
    var metric = measurement.metric();
    String target = measurement.target() == null ? "" : " of " + measurement.target();
    String better =
        metric.direction() == Metric.Direction.HIGHER ? "higher is better" : "lower is better";
    out.append(
        "<tr><th scope=\"row\">%s<small>%s, %s</small></th>"
            .formatted(text(HtmlReport.capital(Words.name(metric)) + target), metric.id(), better));
    if (measurement.outcome() instanceof Outcome.Computed computed) {
      out.append(
          "<td class=\"n\">%s%s</td><td class=\"n\">%s</td><td class=\"plot\">%s</td></tr>\n"
              .formatted(
                  number(computed.value()),
                  interval(metric, computed),
                  number(computed.reference()),
                  RangePlot.of(computed)));
    } else if (measurement.outcome() instanceof Outcome.NotComputed missing) {
      out.append(
          "<td colspan=\"3\">Not computed<small>%s: %s</small></td></tr>\n"
              .formatted(missing.reason(), text(missing.message())));
    }
  }

  /** What each metric measures, once. */
  static String definitions(Evaluation evaluation) {
    var out = new StringBuilder();
    out.append(
        "<h2 id=\"definitions\">Definitions</h2>\n<p>T is the real table the engine learned from, H the real rows held out, S the synthetic table. A reference is what the value is read against, mostly what real rows themselves reach. Ranges in brackets are 95 % intervals.</p>\n<dl class=\"wide\">");
    evaluation.results().stream()
        .map(Measurement::metric)
        .distinct()
        .map(MetricDefinition::of)
        .forEach(
            definition ->
                out.append(
                    "<dt>%s<small>%s</small></dt><dd>%s%s%s<small>Source: %s.</small></dd>"
                        .formatted(
                            text(HtmlReport.capital(Words.name(definition.metric()))),
                            definition.metric().id(),
                            text(definition.definition()),
                            definition.reference() == null
                                ? ""
                                : "<small>Reference: %s.</small>"
                                    .formatted(text(definition.reference())),
                            definition.noInterval() == null
                                ? ""
                                : "<small>No interval: %s.</small>"
                                    .formatted(text(definition.noInterval())),
                            text(definition.source()))));
    return out.append("</dl>\n").toString();
  }

  private static String interval(Metric metric, Outcome.Computed computed) {
    if (computed.interval() != null) {
      return "<small>(%s to %s)</small>"
          .formatted(number(computed.interval().low()), number(computed.interval().high()));
    }
    return MetricDefinition.of(metric).noInterval() == null ? "" : "<small>no interval</small>";
  }

  private static String bars(Evaluation evaluation) {
    var out = new StringBuilder();
    bars(out, evaluation, Metric.TSTR_AUC, Metric.TRTR_AUC, "AUC, boosted trees");
    bars(out, evaluation, Metric.TSTR_LINEAR_AUC, Metric.TRTR_LINEAR_AUC, "AUC, linear model");
    bars(out, evaluation, Metric.TSTR_R2, Metric.TRTR_R2, "R², boosted trees");
    bars(out, evaluation, Metric.TSTR_LINEAR_R2, Metric.TRTR_LINEAR_R2, "R², linear model");
    return out.isEmpty() ? "" : "<div class=\"grid\">%s</div><p></p>\n".formatted(out);
  }

  private static void bars(
      StringBuilder out, Evaluation evaluation, Metric tstr, Metric trtr, String scale) {
    for (var synthetic : evaluation.results(tstr)) {
      for (var real : evaluation.results(trtr)) {
        if (synthetic.target() != null
            && synthetic.target().equals(real.target())
            && synthetic.outcome() instanceof Outcome.Computed onSynthetic
            && real.outcome() instanceof Outcome.Computed onReal) {
          out.append(
              "<figure><figcaption>%s<span>%s</span></figcaption>%s</figure>"
                  .formatted(
                      text("Predicting " + synthetic.target()),
                      scale,
                      ScoreBars.of(synthetic.target() + ", " + scale, onSynthetic, onReal)));
        }
      }
    }
  }
}
